#!/usr/bin/env python3
"""Makes the page's two fonts from their npm packages.

    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0 brotli==1.2.1
    venv/bin/python www/fonts/make.py

It needs npm, which fetches the sources at the versions below. The same versions make the same files.

What is done to the fonts, and why: only the characters that the page can show are kept. Figures that
an OpenType feature would have to ask for become the default ones, since a canvas cannot ask: Inter's
are of one width, so that columns and moving numbers stand still; Vollkorn's stand as high as capitals.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
INTER = "inter-ui@4.1.1"
# The whole font: the parts that @fontsource/vollkorn cuts it into lack ≤ ≥ ← → √.
VOLLKORN = "@expo-google-fonts/vollkorn@0.4.1"

BASIC_LATIN = range(0x20, 0x7F)
LATIN_1 = range(0xA0, 0x100)
# Dashes, quotes, dots, and the spaces that keep a number and its unit together.
PUNCTUATION = "–—‘’“”•…\u2009\u202f"
# What numbers and formulas are written with, beyond Latin 1's ± × ÷ · ² ³ ½.
SIGNS = "−≤≥≈≠√∞←→↑↓"

# A figure dash or a bracket of one width would tear words apart, so only these change.
OF_ONE_WIDTH = "0123456789.,:+−±×÷<=>"
NARROW_SPACE, THIN_SPACE = 0x202F, 0x2009


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make_inter(unpack(INTER, place))
        make_vollkorn(unpack(VOLLKORN, place))
    for file in sorted(HERE.glob("*.woff2")):
        print(f"{file.name}: {file.stat().st_size:,} bytes")


def make_inter(package: Path) -> None:
    font = open_font(package / "variable/InterVariable.woff2")
    replace_glyphs(font, {ord(c): f"{glyph_of(font, c)}.tf" for c in OF_ONE_WIDTH})
    subset(font, [*BASIC_LATIN, *LATIN_1, *map(ord, PUNCTUATION + SIGNS)])
    # The optical size for text, and the weights that the page uses.
    instantiateVariableFont(font, {"opsz": 14, "wght": (400, 600)}, inplace=True)
    save(font, "inter.woff2")
    licence(package / "LICENSE.txt", "OFL-inter.txt")


def make_vollkorn(package: Path) -> None:
    font = open_font(package / "500Medium/Vollkorn_500Medium.ttf")
    replace_glyphs(font, {ord(c): f"{glyph_of(font, c)}.lf" for c in "0123456789"})
    replace_glyphs(font, {NARROW_SPACE: font.getBestCmap()[THIN_SPACE]})
    subset(font, [*BASIC_LATIN, *LATIN_1, *map(ord, PUNCTUATION + SIGNS)])
    save(font, "vollkorn-500.woff2")
    licence(package / "LICENSE_FONT", "OFL-vollkorn.txt")


def unpack(package: str, place: Path) -> Path:
    """The folder of an npm package."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=place, check=True, capture_output=True, text=True
    )
    folder = place / package.replace("/", "-")
    with tarfile.open(place / packed.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def open_font(file: Path) -> TTFont:
    # The time of making is in no file, so that it can be made again and compared.
    return TTFont(file, recalcTimestamp=False)


def glyph_of(font: TTFont, character: str) -> str:
    return font.getBestCmap()[ord(character)]


def replace_glyphs(font: TTFont, glyphs: dict[int, str]) -> None:
    """Shows these characters with other glyphs."""
    known = set(font.getGlyphOrder())
    for character, glyph in glyphs.items():
        if glyph not in known:
            raise SystemExit(f"U+{character:04X} has no glyph {glyph} in this version of the font")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(glyphs)


def subset(font: TTFont, characters: list[int]) -> None:
    """Leaves these characters, and of the layout what they need without being asked."""
    # The soft hyphen is never drawn.
    missing = [c for c in characters if c not in font.getBestCmap() and c != 0xAD]
    if missing:
        raise SystemExit("the font lacks " + " ".join(f"U+{c:04X}" for c in missing))
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "liga"]
    # Copyright, names, version and licence.
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def save(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    font.save(HERE / name)


def licence(source: Path, name: str) -> None:
    (HERE / name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
