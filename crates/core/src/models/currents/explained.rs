//! CURRENTS' equations and what stands behind them. The notebook's cell 467, in the order of its draws.

use crate::explained::{Chance, Draw, Equation, Explained, Passage};

const fn draw(name: &'static str, label: &'static str, text: &'static str, chance: Chance) -> Draw {
    Draw {
        name,
        label,
        text,
        chance,
    }
}

pub(super) const EXPLAINED: Explained = Explained {
    fit: "It tries a rule for credit on members who trade in different ways: does the rule keep a balance near \
          zero, and does it suit small and large traders alike? It says nothing of a whole community, in which \
          what one member may owe another has to earn.",
    assumed: &[
        "A member whose average balance stays near zero deserves more credit.",
        "Some members come to trade more over time. Their credit should grow with their volume, as long as \
         their balance stays near zero.",
        "There is one member alone. Whoever pays or is paid is not simulated, and takes every payment.",
        "One payment a day, received or made with the same chance, of half to one and a half times the average \
         amount; a tenth of them would be about twice as large.",
        "The member does not look at the credit limit, and learns nothing from it.",
    ],
    numbers: "All numbers are the notebook’s own choice: the first credit of 250, the average amount of 100, the \
              30 payments counted, and the 7, the 3, the 0.9 and the tenfold in the equations. The notebook names no \
              measurement of any.",
    draws: &[
        draw("coin", "Coin", "0 or 1, tossed every day.", Chance::Coin),
        draw(
            "spread",
            "Spread",
            "Any number from 0 to 1, drawn every day.",
            Chance::Uniform,
        ),
        draw(
            "luck",
            "Luck",
            "Any number from 0 to 1, drawn every day.",
            Chance::Uniform,
        ),
        draw(
            "temptation",
            "Temptation",
            "Any number from 0 to 1, drawn every day.",
            Chance::Uniform,
        ),
        draw(
            "share",
            "Share",
            "Any number from 0 to 1, drawn on days with a tenfold amount alone.",
            Chance::Uniform,
        ),
    ],
    passages: &[
        Passage {
            title: "The day’s payment",
            source: "Cell 467, p_transact.",
            equations: &[
                Equation::new(
                    "sign",
                    "In or out",
                    "2 * coin - 1",
                    "A coin decides: 1 is received, −1 is paid.",
                ),
                Equation::new(
                    "usual",
                    "Usual amount",
                    "avg_amount * (spread + 0.5) * sign",
                    "From half to one and a half times the average.",
                ),
                Equation::new(
                    "large",
                    "Large amount",
                    "usual * 2 * luck",
                    "About twice as much.",
                ),
                Equation::new(
                    "first",
                    "Amount at first",
                    "if(luck > 0.9 and large < user_capacity, large, usual)",
                    "One day in ten the large amount, where it is below the capacity. A payment made is below zero, so \
                     it always is.",
                ),
                Equation::new(
                    "tenfold",
                    "Tenfold amount",
                    "10 * first",
                    "What a member of low integrity tries.",
                ),
                Equation::new(
                    "amount",
                    "Amount",
                    "if(temptation > integrity_coefficient and tenfold < user_capacity, \
                     tenfold * ((1 + integrity_coefficient) * share - 1), first)",
                    "The tenfold amount is multiplied by a random number from −1 to the integrity, which may turn \
                     what was to be paid into a receipt.",
                ),
                Equation::new(
                    "transaction",
                    "",
                    "round(amount, 0)",
                    "The list of payments holds whole units.",
                ),
                Equation::new(
                    "total_num_transactions",
                    "",
                    "total_num_transactions + 1",
                    "One payment a day.",
                ),
                Equation::new(
                    "user_balance",
                    "",
                    "user_balance + amount",
                    "The balance adds the amount before rounding. No limit stands in its way.",
                ),
            ],
        },
        Passage {
            title: "What the rule remembers",
            source: "Cell 467, p_updateAVGBalance, p_calculateSendVolume, p_updateAVGSendVol.",
            equations: &[
                Equation::new(
                    "avg_user_balance",
                    "",
                    "mean(user_balance)",
                    "Of all days before this one.",
                ),
                Equation::new(
                    "send_volume",
                    "",
                    "latest(transaction, sum_volume)",
                    "The latest incoming payments together, though it is called sent.",
                ),
                Equation::new(
                    "avg_send_volume",
                    "",
                    "mean(send_volume)",
                    "Of all days before this one.",
                ),
            ],
        },
        Passage {
            title: "The credit",
            source: "Cell 467, p_updateUserCredit and p_updateUserCapacity.",
            equations: &[
                Equation::new(
                    "imbalance",
                    "Imbalance",
                    "avg_user_balance / avg_send_volume",
                    "How far the average balance is from zero, measured by what the member trades.",
                ),
                Equation::new(
                    "earned",
                    "Credit earned",
                    "if(avg_send_volume = 0, 0, round(1 - 3 * imbalance ^ 2, 2) * avg_send_volume)",
                    "All of the average send volume in perfect balance, less the further from it.",
                ),
                Equation::new(
                    "granted",
                    "Credit granted",
                    "if(total_num_transactions < 7 or total_num_transactions < sum_volume or earned < 0, \
                     user_credit, earned)",
                    "Before there are payments enough, and where the result is below zero, the old credit stays.",
                ),
                Equation::new(
                    "user_credit",
                    "",
                    "round(granted, 0)",
                    "Credit is in whole units, half to even.",
                ),
                Equation::new(
                    "user_capacity",
                    "",
                    "round(user_balance + user_credit, 0)",
                    "What the member may still spend, by the day before.",
                ),
                Equation::new(
                    "headroom",
                    "",
                    "user_balance' + user_credit'",
                    "The same by this day. It is Apiary’s, not the notebook’s.",
                ),
            ],
        },
    ],
};
