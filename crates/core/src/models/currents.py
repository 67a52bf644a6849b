def transact(p, s, draws):
    """What the member receives (above zero) or pays."""
    sign = 2 * draws.randint(0, 2) - 1
    amount = p["AVG_ammount"] * (draws.random_sample() + 0.5) * sign
    # One amount in ten is large, where capacity allows. Payments, being negative, always pass.
    luck = draws.random_sample()
    large = amount * 2 * luck
    if luck > 0.9 and large < s["userCapacity"]:
        amount = large
    # A member of low integrity tries ten times as much.
    tenfold = amount * 10
    if draws.random_sample() > p["integrity_coefficient"] and tenfold < s["userCapacity"]:
        amount = tenfold * draws.uniform(-1, p["integrity_coefficient"])
    return amount


def send_volume(p, history):
    """The latest sumVolume receipts together; a slice from -0 on takes all of them."""
    transactions = history("transaction")
    received = transactions[transactions > 0]
    count = int(p["sumVolume"])
    return sum(received[-count:]) if len(received) >= count else np.sum(received)


def user_credit(p, s, is_first):
    """The closer the average balance is to zero, the more credit."""
    transactions = s["totalNumTransactions"]
    if transactions < 7 or transactions < p["sumVolume"]:
        return s["userCredit"]
    if s["avgSendVolume"] == 0:
        return 0
    steepness = s["avgUserBalance"] / s["avgSendVolume"]
    factor = -3 * (steepness * steepness) + 1
    # The notebook's first row is made of Python's own numbers, which round the exact decimal; from
    # then on they are numpy's, which round the hundredfold.
    factor = round(float(factor), 2) if is_first else np.rint(factor * 100) / 100
    credit = factor * s["avgSendVolume"]
    return s["userCredit"] if credit < 0 else credit


def whole(x):
    """Rounded half to even, as Python does, and a zero without a sign."""
    return np.rint(x) + 0.0


def step(p, s, history, draws):
    """The next row. Every policy reads the row before, or all rows before; then all variables change
    at once."""
    amount = transact(p, s, draws)
    return {
        "userBalance": s["userBalance"] + amount,
        "avgUserBalance": np.mean(history("userBalance")),
        "totalNumTransactions": s["totalNumTransactions"] + 1,
        "userCredit": whole(user_credit(p, s, is_first=len(history("userBalance")) == 1)),
        "userCapacity": whole(s["userBalance"] + s["userCredit"]),
        "sendVolume": send_volume(p, history),
        "avgSendVolume": np.mean(history("sendVolume")),
        "transaction": whole(amount),
    }


def derived(s):
    """What follows from a row: nothing that the notebook knows."""
    return {}
