//! HONEY's equations and what stands behind them. The notebook's cell 4 in its own order, with its comments' names.

use crate::explained::{Chance, Draw, Equation, Explained, Passage};

pub(super) const EXPLAINED: Explained = Explained {
    fit: "It compares policies with each other: which of them lets the economy take off more often, under the \
          same assumptions and with the same luck. It does not forecast honey’s price, and its shares of runs \
          are no chances of the real 1Hive.",
    assumed: &[
        "What leaves the pool is spent productively: it pays for products that use honey and return part of \
         what they earn to the pool.",
        "A fixed share of the pool is paid out every month. How people vote on proposals is left out.",
        "How productive spending is stays the same for all years. Its value is hard to relate to real life; the \
         authors look where success and failure are both possible, since only there do choices matter.",
        "Nobody else competes for the market: whatever is produced finds users, with diminishing returns.",
        "The price moves at random, more often towards the price that the economy would justify than away from \
         it. Nobody’s trade moves it, and neither do minting and burning, except through that target.",
        "The pool mints or burns a twelfth of the gap to its target a month, within the throttle.",
    ],
    numbers: "The first pool and circulation are 1Hive’s own when the notebook was written. Market size, outflow \
              rate, productivity, valuation, variance and pull are the authors’ assumptions; the notebook gives no \
              measurement for them. Throttle and target ratio are what it was written to compare.",
    draws: &[
        Draw {
            name: "chance",
            label: "Chance",
            text: "Any number from 0 to 1, drawn anew every month.",
            chance: Chance::Uniform,
        },
        Draw {
            name: "swing",
            label: "Swing",
            text: "A standard normal number, drawn anew every month.",
            chance: Chance::Normal,
        },
    ],
    passages: &[
        Passage {
            title: "What flows, and what is minted or burned",
            source: "Cell 4, supply_policy.",
            equations: &[
                Equation::new(
                    "outflow",
                    "Outflow",
                    "reserve * outflow_rate",
                    "The pool pays out a share of what it holds.",
                ),
                Equation::new(
                    "inflow",
                    "Inflow",
                    "size * saturation / target_price",
                    "The part of the market that is served pays into the pool, in honey at its target price, not \
                     at its price.",
                ),
                Equation::new(
                    "netflow",
                    "",
                    "inflow - outflow",
                    "What the pool gains before anything is minted or burned.",
                ),
                Equation::new(
                    "circulation",
                    "",
                    "circulation - netflow'",
                    "What the pool gains, circulation loses.",
                ),
                Equation::new(
                    "pool",
                    "Pool after flows",
                    "reserve + netflow'",
                    "The reserve before minting or burning.",
                ),
                Equation::new(
                    "gap",
                    "Correction wanted",
                    "(1 - pool / ((pool + circulation') * target_reserve_ratio)) / 12",
                    "How far the pool is from its target, as a share of the target; a twelfth of it a month.",
                ),
                Equation::new(
                    "correction",
                    "Correction allowed",
                    "if(throttle = 0, gap, if(gap < 0, max(gap, -throttle), min(gap, throttle)))",
                    "No more than the throttle, up or down; a throttle of 0 limits nothing.",
                ),
                Equation::new(
                    "adjustment",
                    "",
                    "correction * (pool + circulation')",
                    "That share of all honey is minted, or burned where it is below zero.",
                ),
                Equation::new(
                    "reserve",
                    "",
                    "reserve + netflow' + adjustment'",
                    "Both the flows and the minting happen in the pool.",
                ),
            ],
        },
        Passage {
            title: "What spending produces",
            source: "Cell 4, saturation_process.",
            equations: &[
                Equation::new(
                    "production",
                    "",
                    "production * productivity ^ 2 + outflow * (1 + productivity) * price",
                    "What was built wears off; what is paid out builds more, worth its price of the month before.",
                ),
                Equation::new(
                    "utility",
                    "",
                    "10 * production' / (production' + size)",
                    "Each further product adds less; 10 is never quite reached.",
                ),
                Equation::new(
                    "saturation",
                    "",
                    "1 / (1 + exp(6 - utility'))",
                    "An S-shaped curve: nearly nothing below a utility of 3, nearly everything above 9.",
                ),
                Equation::new(
                    "size",
                    "",
                    "size * (1 + growth)",
                    "The whole market grows or shrinks by itself.",
                ),
            ],
        },
        Passage {
            title: "The price",
            source: "Cell 4, price_policy.",
            equations: &[
                Equation::new(
                    "potential",
                    "Potential inflow per honey",
                    "size / (reserve + circulation)",
                    "What the whole market would pay in for each honey there is.",
                ),
                Equation::new(
                    "valuation",
                    "Adjusted valuation",
                    "valuation_ratio / max(0.5, saturation)",
                    "The market pays more for an inflow that can still grow.",
                ),
                Equation::new(
                    "circulating",
                    "Circulating share",
                    "circulation / (reserve + circulation)",
                    "The less of all honey circulates, the dearer it is.",
                ),
                Equation::new(
                    "target_price",
                    "",
                    "potential * valuation / circulating ^ 2",
                    "The price that the economy would justify. Nothing of it is random.",
                ),
                Equation::new(
                    "side",
                    "Side of the target",
                    "if(price < target_price', 1, -1)",
                    "Where the target lies: above the price or not.",
                ),
                Equation::new(
                    "towards",
                    "Towards or away",
                    "if(chance < p_pull, 1, -1)",
                    "Chance decides whether the price moves to its target, as often as the pull says.",
                ),
                Equation::new(
                    "price",
                    "",
                    "price + price * side * towards * abs(p_variance * swing)",
                    "The price moves by a random share of itself. A move of more than all of it ends below zero.",
                ),
            ],
        },
        Passage {
            title: "What follows from them",
            source: "Cell 63.",
            equations: &[
                Equation::new(
                    "total_supply",
                    "",
                    "reserve' + circulation'",
                    "All honey there is.",
                ),
                Equation::new(
                    "market_cap",
                    "",
                    "total_supply' * price'",
                    "All honey at the price of the month.",
                ),
                Equation::new(
                    "ratio",
                    "",
                    "reserve' / total_supply'",
                    "The share of all honey that the pool holds.",
                ),
            ],
        },
    ],
};
