import csv
import itertools

import numpy as np
