//! The 1Hive Honey supply policy: a common pool that mints and burns towards a target ratio, and
//! an economy that its spending may or may not bring to saturation.
//!
//! After the cadCAD notebook "1Hive Economy and Honey Supply Model"; cell numbers below are its
//! own. The arithmetic keeps the notebook's order of operations and its Python semantics, also
//! where they surprise: see [`Model::ABOUT`]'s quirks and the tests. Only of its ten divisions
//! there are five, since most of a step's time goes into them: quotients of quotients are written as
//! one, which moves results in their last digits.

mod explained;

use crate::explained::Explained;
use crate::exponential::exp;
use crate::lanes::{InLanes, Lanewise};
use crate::model::{DerivedRow, Model, ParameterRow, Refusal, VariableRow};
use crate::rng::RandomState;
use crate::table::{
    About, Chart, Form, Goal, Group, Output, Parameter, Plan, Preset, Quirk, Reference, Role,
    Sense, Slider, Unit, Yearly,
};
use rand::Rng;

/// The model.
#[derive(Debug)]
pub struct Honey;

/// Cell 3.
#[derive(Debug, Default)]
pub struct Parameters {
    throttle: f64,
    outflow_rate: f64,
    target_reserve_ratio: f64,
    valuation_ratio: f64,
    productivity: f64,
    growth: f64,
    p_variance: f64,
    p_pull: f64,
}

/// Cell 2.
#[derive(Debug, Default)]
pub struct State {
    reserve: f64,
    circulation: f64,
    size: f64,
    saturation: f64,
    production: f64,
    utility: f64,
    price: f64,
    target_price: f64,
    netflow: f64,
    adjustment: f64,
}

struct Supply {
    netflow: f64,
    adjustment: f64,
}

struct Market {
    production: f64,
    utility: f64,
    saturation: f64,
    size: f64,
}

struct Price {
    price: f64,
    target_price: f64,
}

/// Cell 4, `supply_policy`: what flows between pool and circulation, and what is minted or burned.
#[inline(always)]
fn supply(p: &Parameters, s: &State) -> Supply {
    let outflow = s.reserve * p.outflow_rate;
    let inflow = s.size * s.saturation / s.target_price;
    let netflow = inflow - outflow;
    let reserve = s.reserve + netflow;
    let circulation = s.circulation - netflow;
    let supply = reserve + circulation;
    let ratio_to_target = reserve / (supply * p.target_reserve_ratio);
    let error = (1.0 - ratio_to_target) * (1.0 / 12.0);
    Supply {
        netflow,
        adjustment: bounded(error, p.throttle) * supply,
    }
}

/// The correction within the throttle; a throttle of zero bounds nothing.
#[inline(always)]
fn bounded(error: f64, throttle: f64) -> f64 {
    if throttle == 0.0 {
        error
    } else if error < 0.0 {
        python_max(error, -throttle)
    } else {
        python_min(error, throttle)
    }
}

/// Cell 4, `saturation_process`: what spending produces, and how much of the market that serves.
#[inline(always)]
fn market(p: &Parameters, s: &State) -> Market {
    let outflow = s.reserve * p.outflow_rate;
    let production = s.production * (p.productivity * p.productivity)
        + outflow * (1.0 + p.productivity) * s.price;
    let utility = 10.0 * production / (production + s.size);
    Market {
        production,
        utility,
        saturation: 1.0 / (1.0 + exp(-utility + 6.0)),
        size: s.size * (1.0 + p.growth),
    }
}

/// Cell 4, `price_policy`: a random walk, pulled towards a price that the economy would justify.
#[inline(always)]
fn price(p: &Parameters, s: &State, [chance, move_size]: [f64; 2]) -> Price {
    let target_price = target_price(p, s);
    let towards = chance < p.p_pull;
    let below = s.price < target_price;
    let direction = if towards == below { 1.0 } else { -1.0 };
    let magnitude = (p.p_variance * move_size).abs();
    Price {
        price: s.price + s.price * direction * magnitude,
        target_price,
    }
}

/// Potential inflows per token, times the valuation ratio adjusted for saturation, times the sensitivity
/// to how much circulates: `size / supply * (valuation / max(0.5, saturation)) / (circulation / supply)²`.
#[inline(always)]
fn target_price(p: &Parameters, s: &State) -> f64 {
    let supply = s.circulation + s.reserve;
    let saturation = python_max(0.5, s.saturation);
    s.size * p.valuation_ratio * supply / (saturation * (s.circulation * s.circulation))
}

/// Python's `max(a, b)`: `a` unless `b` is greater, so `max(0.5, nan)` is 0.5.
#[inline(always)]
fn python_max(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// Python's `min(a, b)`: `a` unless `b` is less, so `min(nan, b)` is nan.
#[inline(always)]
fn python_min(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// Cell 4's ten update functions, all at once.
#[inline(always)]
fn next(p: &Parameters, s: &State, draws: [f64; 2]) -> State {
    let Supply {
        netflow,
        adjustment,
    } = supply(p, s);
    let market = market(p, s);
    let Price {
        price,
        target_price,
    } = price(p, s, draws);
    State {
        reserve: s.reserve + netflow + adjustment,
        circulation: s.circulation - netflow,
        size: market.size,
        saturation: market.saturation,
        production: market.production,
        utility: market.utility,
        price,
        target_price,
        netflow,
        adjustment,
    }
}

#[inline(always)]
fn total_supply(s: &State) -> f64 {
    s.reserve + s.circulation
}

/// A uniform number that says whether the price moves towards its target, and a normal one that says
/// how far.
fn draw<R: Rng>(from: &mut RandomState<R>) -> [f64; 2] {
    [from.random_sample(), from.standard_normal()]
}

impl Lanewise<2> for Honey {
    fn draw<R: Rng>(from: &mut RandomState<R>) -> [f64; 2] {
        draw(from)
    }

    #[inline(always)]
    fn next(parameters: &Parameters, state: &State, draws: [f64; 2]) -> State {
        next(parameters, state, draws)
    }

    /// A quotient by a supply near zero, a product beyond all numbers; and what the next row forgets: a
    /// utility or a target price that is not finite. What else is not stays so, in reserve, price or production.
    #[inline(always)]
    fn doubt(state: &State) -> f64 {
        let supply = total_supply(state);
        let far_from_zero = if supply > 1e-100 { supply } else { f64::NAN };
        (far_from_zero * state.price + state.utility + state.target_price) * 0.0
    }
}

impl Model for Honey {
    type Parameters = Parameters;
    type State = State;

    fn step<R: Rng>(parameters: &Parameters, state: &mut State, draws: &mut RandomState<R>) {
        *state = next(parameters, state, draw(draws));
    }

    const PYTHON: &'static str = include_str!("honey.py");

    const EXPLAINED: Explained = explained::EXPLAINED;

    const IN_LANES: Option<InLanes<Self>> = Some(InLanes::new::<2>());

    /// The notebook's first step computes with Python's own numbers, which raise an error where
    /// later steps, with numpy's, go on with inf or nan. The second step still does in the target
    /// price.
    fn check(p: &Parameters, initial: &State) -> Result<(), Refusal> {
        let refuse = |key: &str, value, reason: &str| {
            Err(Refusal {
                key: key.to_owned(),
                value,
                reason: reason.to_owned(),
            })
        };
        if p.target_reserve_ratio == 0.0 {
            return refuse(
                "target-reserve-ratio",
                0.0,
                "the model divides by the target ratio; any other number works",
            );
        }
        if p.p_variance < 0.0 {
            return refuse(
                "p-variance",
                p.p_variance,
                "it is a standard deviation, so it must be 0 or more",
            );
        }
        if !(p.productivity * p.productivity).is_finite() {
            return refuse(
                "productivity",
                p.productivity,
                "its square is beyond the largest number; it should lie near 1",
            );
        }
        if initial.target_price == 0.0 {
            return refuse(
                "initial-target-price",
                0.0,
                "the model divides by the target price; any other number works",
            );
        }
        if !prices_a_token(initial) {
            return refuse(
                "initial-circulation",
                initial.circulation,
                "the model divides by the supply and by the square of the share of it that \
                 circulates; with these initial values one of them is 0 or beyond all numbers",
            );
        }
        let market = market(p, initial);
        if market.production + initial.size == 0.0 {
            return refuse(
                "initial-size",
                initial.size,
                "the model divides by production plus market size, which is 0 in the first step; \
                 a size above 0 works",
            );
        }
        if !prices_a_token(&next(p, initial, [0.0; 2])) {
            return refuse(
                "initial-circulation",
                initial.circulation,
                "after the first step nothing would circulate, and the model divides by that",
            );
        }
        Ok(())
    }

    const PARAMETERS: &'static [ParameterRow<Self>] = &[
        (
            |p| &mut p.throttle,
            Parameter {
                key: "throttle",
                name: "throttle",
                label: "Throttle",
                noun: "the throttle",
                phrase: "a throttle of {}",
                unit: Unit::percent_per("% / month"),
                default: 0.008,
                slider: Slider {
                    from: 0.0,
                    to: 0.032,
                    step: 0.0005,
                    why: "The planned analysis goes from 0.2\u{202f}% to 3.2\u{202f}% a month.",
                },
                sense: Sense {
                    from: 0.0,
                    to: f64::INFINITY,
                    beyond: "Below zero it mints where the policy would burn.",
                },
                zero: Some("off"),
                yearly: Some(Yearly::Sum),
                nudge: 0.004,
                role: Role::Policy,
                whole: false,
                help: "The most to mint or burn in a month. At 0 there is no limit.",
                source: "Cell 3 sweeps 0.002, 0.004, 0.008; the planned analysis fixes 0.008, \
                         9.6\u{202f}% a year.",
            },
        ),
        (
            |p| &mut p.outflow_rate,
            Parameter {
                key: "outflow-rate",
                name: "outflow_rate",
                label: "Outflow rate",
                noun: "the outflow rate",
                phrase: "an outflow rate of {}",
                unit: Unit::percent_per("% / month"),
                default: 0.05,
                slider: Slider {
                    from: 0.0,
                    to: 0.15,
                    step: 0.0025,
                    why: "From nothing to three times the notebook's rate.",
                },
                sense: Sense {
                    from: 0.0,
                    to: 1.0,
                    beyond: "A pool pays out neither less than nothing nor more than it holds.",
                },
                zero: None,
                yearly: Some(Yearly::Decay),
                nudge: 0.01,
                role: Role::Policy,
                whole: false,
                help: "Share of the pool paid out each month; conviction voting caps it.",
                source: "Cell 3.",
            },
        ),
        (
            |p| &mut p.target_reserve_ratio,
            Parameter {
                key: "target-reserve-ratio",
                name: "target_reserve_ratio",
                label: "Target reserve ratio",
                noun: "the target reserve ratio",
                phrase: "a target reserve ratio of {}",
                unit: Unit::PERCENT,
                default: 0.2,
                slider: Slider {
                    from: 0.05,
                    to: 0.4,
                    step: 0.005,
                    why: "The planned analysis goes from 10\u{202f}% to 30\u{202f}%; below 8.3\u{202f}% an unlimited \
                          policy would empty the pool.",
                },
                sense: Sense {
                    from: 0.0,
                    to: 1.0,
                    beyond: "A pool holds neither less than nothing nor more than all honey.",
                },
                zero: None,
                yearly: None,
                nudge: 0.05,
                role: Role::Policy,
                whole: false,
                help: "Share of all honey the pool should hold. Minting and burning steer it.",
                source: "Cell 3 sweeps 0.1, 0.2, 0.3; the planned analysis fixes 0.2.",
            },
        ),
        (
            |p| &mut p.valuation_ratio,
            Parameter {
                key: "valuation-ratio",
                name: "valuation_ratio",
                label: "Valuation ratio",
                noun: "the valuation ratio",
                phrase: "a valuation ratio of {}",
                unit: Unit::of("× inflow", 2),
                default: 2.0,
                slider: Slider {
                    from: 0.5,
                    to: 5.0,
                    step: 0.05,
                    why: "From a quarter to two and a half times the notebook's value.",
                },
                sense: Sense {
                    from: 0.0,
                    to: f64::INFINITY,
                    beyond: "No market pays less than nothing.",
                },
                zero: None,
                yearly: None,
                nudge: 0.5,
                role: Role::World,
                whole: false,
                help: "What the market pays for one month’s inflow once saturated.",
                source: "Cell 3.",
            },
        ),
        (
            |p| &mut p.productivity,
            Parameter {
                key: "productivity",
                name: "productivity",
                label: "Productivity",
                noun: "productivity",
                phrase: "a productivity of {}",
                unit: Unit::NONE,
                default: 0.88,
                slider: Slider {
                    from: 0.7,
                    to: 1.0,
                    step: 0.0025,
                    why: "Below 0.8 almost no run succeeds, above 0.95 almost all do.",
                },
                sense: Sense {
                    from: 0.0,
                    to: f64::INFINITY,
                    beyond: "Nothing produces less than nothing.",
                },
                zero: None,
                yearly: None,
                nudge: 0.01,
                role: Role::World,
                whole: false,
                help: "How well spending turns into products, and how long these last.",
                source: "Cell 3; its comment lists 0.87 to 0.9.",
            },
        ),
        (
            |p| &mut p.growth,
            Parameter {
                key: "growth",
                name: "growth",
                label: "Market growth",
                noun: "market growth",
                phrase: "a market growth of {}",
                unit: Unit::percent_per("% / month"),
                default: 0.0,
                slider: Slider {
                    from: -0.02,
                    to: 0.02,
                    step: 0.0005,
                    why: "2\u{202f}% a month is 27\u{202f}% a year.",
                },
                sense: Sense {
                    from: -1.0,
                    to: f64::INFINITY,
                    beyond: "A market can lose no more than all of itself.",
                },
                zero: None,
                yearly: Some(Yearly::Compound),
                nudge: 0.002,
                role: Role::World,
                whole: false,
                help: "How fast the whole market grows or shrinks.",
                source: "Cell 3.",
            },
        ),
        (
            |p| &mut p.p_variance,
            Parameter {
                key: "p-variance",
                name: "p_variance",
                label: "Price variance",
                noun: "the price variance",
                phrase: "a price variance of {}",
                unit: Unit::NONE,
                default: 0.25,
                slider: Slider {
                    from: 0.0,
                    to: 0.5,
                    step: 0.005,
                    why: "From 0.3 on, prices below zero are no longer rare.",
                },
                sense: Sense {
                    from: 0.0,
                    to: f64::INFINITY,
                    beyond: "No deviation is below zero.",
                },
                zero: None,
                yearly: None,
                nudge: 0.05,
                role: Role::World,
                whole: false,
                help: "Standard deviation of a month’s price move, despite its name.",
                source: "Cell 3.",
            },
        ),
        (
            |p| &mut p.p_pull,
            Parameter {
                key: "p-pull",
                name: "p_pull",
                label: "Price pull",
                noun: "the price pull",
                phrase: "a price pull of {}",
                unit: Unit::NONE,
                default: 0.75,
                slider: Slider {
                    from: 0.5,
                    to: 1.0,
                    step: 0.01,
                    why: "0.5 decouples the price from the economy, 1 always follows it.",
                },
                sense: Sense {
                    from: 0.0,
                    to: 1.0,
                    beyond: "A chance lies between 0 and 1.",
                },
                zero: None,
                yearly: None,
                nudge: 0.05,
                role: Role::World,
                whole: false,
                help: "Chance that a move goes towards the target; 0.5 is a random walk.",
                source: "Cell 3.",
            },
        ),
    ];

    const VARIABLES: &'static [VariableRow<Self>] = &[
        (
            |s| &mut s.reserve,
            7473.0,
            Output {
                key: "reserve",
                name: Some("reserve"),
                label: "Reserve",
                help: "honey in the common pool",
                unit: Unit::of("honey", 0),
                span: None,
                never_negative: true,
                source: "Cell 2: the pool’s balance; cell 4, update_reserve.",
            },
        ),
        (
            |s| &mut s.circulation,
            18_765.0,
            Output {
                key: "circulation",
                name: Some("circulation"),
                label: "Circulation",
                help: "honey outside the pool",
                unit: Unit::of("honey", 0),
                span: None,
                never_negative: true,
                source: "Cell 2: 26,238 less the pool; cell 4, update_circulation.",
            },
        ),
        (
            |s| &mut s.size,
            100_000.0,
            Output {
                key: "size",
                name: Some("size"),
                label: "Market size",
                help: "fiat inflow a month of a saturated market",
                unit: Unit::of("fiat / month", 0),
                span: None,
                never_negative: false,
                source: "Cell 2; cell 4, saturation_process.",
            },
        ),
        (
            |s| &mut s.saturation,
            0.0,
            Output {
                key: "saturation",
                name: Some("saturation"),
                label: "Saturation",
                help: "share of the market served",
                unit: Unit::PERCENT,
                span: Some([0.0, 1.0]),
                never_negative: false,
                source: "Cell 4, saturation_process: logistic in the utility, half at 6.",
            },
        ),
        (
            |s| &mut s.production,
            0.0,
            Output {
                key: "production",
                name: Some("production"),
                label: "Production",
                help: "value of what spending has built and not yet lost",
                unit: Unit::of("fiat", 0),
                span: None,
                never_negative: false,
                source: "Cell 4, saturation_process.",
            },
        ),
        (
            |s| &mut s.utility,
            0.0,
            Output {
                key: "utility",
                name: Some("utility"),
                label: "Utility",
                help: "diminishing returns to production, at most 10",
                unit: Unit::NONE,
                span: Some([0.0, 10.0]),
                never_negative: false,
                source: "Cell 4, saturation_process.",
            },
        ),
        (
            |s| &mut s.price,
            10.0,
            Output {
                key: "price",
                name: Some("price"),
                label: "Price",
                help: "fiat for one honey, a random walk",
                unit: Unit::of("fiat", 2),
                span: None,
                never_negative: true,
                source: "Cell 4, price_policy.",
            },
        ),
        (
            |s| &mut s.target_price,
            10.0,
            Output {
                key: "target-price",
                name: Some("target_price"),
                label: "Target price",
                help: "fiat for one honey that the economy would justify",
                unit: Unit::of("fiat", 2),
                span: None,
                never_negative: false,
                source: "Cell 4, price_policy.",
            },
        ),
        (
            |s| &mut s.netflow,
            0.0,
            Output {
                key: "netflow",
                name: Some("netflow"),
                label: "Net flow",
                help: "honey that came into the pool less what was paid out, a month",
                unit: Unit::of("honey / month", 0),
                span: None,
                never_negative: false,
                source: "Cell 4, supply_policy.",
            },
        ),
        (
            |s| &mut s.adjustment,
            0.0,
            Output {
                key: "adjustment",
                name: Some("adjustment"),
                label: "Adjustment",
                help: "honey minted (above zero) or burned (below), a month",
                unit: Unit::of("honey / month", 0),
                span: None,
                never_negative: false,
                source: "Cell 4, supply_policy.",
            },
        ),
    ];

    const DERIVED: &'static [DerivedRow<Self>] = &[
        (
            total_supply,
            Output {
                key: "total-supply",
                name: Some("total_supply"),
                label: "Total supply",
                help: "honey in the pool and in circulation",
                unit: Unit::of("honey", 0),
                span: None,
                never_negative: true,
                source: "Cell 63.",
            },
        ),
        (
            |s| total_supply(s) * s.price,
            Output {
                key: "market-cap",
                name: Some("market_cap"),
                label: "Market cap",
                help: "all honey at the price of the month",
                unit: Unit::of("fiat", 0),
                span: None,
                never_negative: false,
                source: "Cell 63.",
            },
        ),
        (
            |s| s.reserve / total_supply(s),
            Output {
                key: "ratio",
                name: Some("ratio"),
                label: "Reserve ratio",
                help: "share of all honey that the pool holds",
                unit: Unit::PERCENT,
                span: None,
                never_negative: false,
                source: "Cell 63.",
            },
        ),
    ];

    const ABOUT: About = About {
        name: "honey",
        version: 1,
        ladder: &[],
        label: "Honey",
        kicker: "1Hive’s honey policy, month by month for {span}",
        text: "A community keeps part of its currency, honey, in a common pool and pays it out to \
               projects. If the projects succeed, the market they serve pays back into the pool. \
               A supply policy mints or burns honey so that the pool holds a target share of all \
               honey. The model asks how often such an economy takes off within ten years.",
        timestep: "month",
        year: 12,
        tick: 12,
        timesteps: 120,
        runs: 1000,
        run: 1,
        many: "runs",
        start: "Starts from a pool of {initial-reserve} and {initial-circulation} in circulation, \
                at a price of {initial-price}.",
        goal: Goal {
            output: "saturation",
            level: 0.8,
            above: true,
            miss: Some(0.1),
            good: true,
            line: "goal",
            counted: "end above {goal}",
            counted_elsewhere: None,
            headline: "At a target reserve of {target-reserve-ratio} and [throttle?a throttle of \
                       {throttle} a month|{throttle:no throttle}], [one?the one simulated \
                       {span-long} run [met?ends|does not end]|{share} of {runs} simulated \
                       {span-long} runs end] above {goal} saturation.",
            lede: "[one?It ends at {end}.|{missed} end below {miss}. {mean}]",
        },
        unsure: "productivity",
        plan: Some(Plan {
            steps: [
                "Use a historic average for outflow rate, a target reserve ratio of 0.2, a throttle \
                 of 0.008, variance of 0.25 and pull of 0.75, and determine a range of productivity \
                 values where the trend of market saturation is below 0.1 and above 0.8.",
                "Using the median value in that range, do a parameter sweep of target reserve ratio \
                 between 0.1 and 0.3 in increments of 0.025, and throttle between 0.002 and 0.032 in \
                 increments of 0.004. Plot the market saturation trend and compare between \
                 simulations.",
                "Narrow the bounds of reserve and throttle and add parameter sweeps for \
                 productivity, variance, and pull.",
            ],
            source: "The notebook’s “Planned Analysis”, which it never ran.",
            held: &[
                ("throttle", "0.008"),
                ("outflow-rate", "0.05"),
                ("target-reserve-ratio", "0.2"),
                ("p-variance", "0.25"),
                ("p-pull", "0.75"),
            ],
            unsure: "productivity",
            range: [0.84, 0.94],
            axes: [
                ("throttle", "0.002..0.032..0.004"),
                ("target-reserve-ratio", "0.1..0.3..0.025"),
            ],
            worlds: &[
                ("p-variance", "0.15,0.25,0.35"),
                ("p-pull", "0.65,0.75,0.85"),
            ],
        }),
        tabs: &[
            "saturation",
            "price",
            "target-price",
            "ratio",
            "total-supply",
            "market-cap",
        ],
        charts: &[
            Chart {
                title: "Supply",
                source: "Cell 64 pools the subsets of equal throttle; here each stands alone.",
                outputs: &["total-supply", "circulation", "reserve"],
                form: Form::Subsets,
                note: None,
            },
            Chart {
                title: "Net flow and adjustment",
                source: "Cell 11.",
                outputs: &["netflow", "adjustment"],
                form: Form::Subsets,
                note: None,
            },
            Chart {
                title: "Market saturation",
                source: "Cell 12.",
                outputs: &["saturation"],
                form: Form::Subsets,
                note: None,
            },
            Chart {
                title: "Price",
                source: "Cell 13.",
                outputs: &["price"],
                form: Form::Subsets,
                note: None,
            },
            Chart {
                title: "Market cap",
                source: "Cell 14.",
                outputs: &["market-cap"],
                form: Form::Subsets,
                note: None,
            },
            Chart {
                title: "Utility",
                source: "Cell 15.",
                outputs: &["utility"],
                form: Form::Subsets,
                note: None,
            },
        ],
        presets: &[
            Preset {
                group: Group::Notebook,
                title: "1Hive notebook",
                answer: None,
                about: "The values the notebook’s plan starts from, with 1,000 runs.",
                link: "honey/1",
            },
            Preset {
                group: Group::Notebook,
                title: "The notebook’s sweep",
                answer: None,
                about: "Three throttles by three target ratios, ten runs each, as in cell 3.",
                link: "honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1,0.2,0.3&runs=10",
            },
            Preset {
                group: Group::Notebook,
                title: "Ratio against throttle",
                answer: None,
                about: "The 72 policies of the notebook’s planned sweep, as maps.",
                link: "honey/1?throttle=0.002..0.032..0.004&target-reserve-ratio=0.1..0.3..0.025",
            },
            Preset {
                group: Group::Notebook,
                title: "Productivities",
                answer: None,
                about: "The four productivities that cell 3 keeps in a comment.",
                link: "honey/1?productivity=0.87,0.88,0.89,0.9",
            },
            Preset {
                group: Group::Planned,
                title: "The planned analysis",
                answer: None,
                about: "The three steps that the notebook planned and never ran, each set by the one before.",
                link: "honey/1?planned=trend",
            },
            Preset {
                group: Group::Planned,
                title: "Second step: 72 policies",
                answer: None,
                about: "The sweep of throttle and target ratio in the middle of the range that the first step finds.",
                link: "honey/1?throttle=0.002..0.032..0.004&target-reserve-ratio=0.1..0.3..0.025\
                       &productivity=0.897",
            },
            Preset {
                group: Group::Planned,
                title: "Third step: 27 worlds",
                answer: None,
                about: "The policies that came near the best, in 27 worlds: three productivities, variances and pulls.",
                link: "honey/1?throttle=0.002,0.006,0.01,0.014,0.018,0.022,0.026&target-reserve-ratio=0.225,0.25,0.275,0.3\
                       &productivity=0.8914,0.897,0.9026&p-variance=0.15,0.25,0.35&p-pull=0.65,0.75,0.85",
            },
            Preset {
                group: Group::Questions,
                title: "What if a quarter must be in reserve?",
                answer: None,
                about: "A target reserve of 25\u{202f}% in place of 20\u{202f}%.",
                link: "honey/1?target-reserve-ratio=0.25",
            },
            Preset {
                group: Group::Questions,
                title: "Which matters more, throttle or ratio?",
                answer: None,
                about: "Half the throttle, the notebook’s and twice it, by three target ratios.",
                link: "honey/1?throttle=0.004,0.008,0.016&target-reserve-ratio=0.15,0.2,0.25",
            },
            Preset {
                group: Group::Questions,
                title: "What moves the outcome?",
                answer: None,
                about: "One parameter at a time, up and down, by what it does to the share of runs above the goal.",
                link: "honey/1?sensitivity=goal",
            },
            Preset {
                group: Group::Questions,
                title: "How productive must spending be?",
                answer: None,
                about: "Where half of the runs reach the goal as productivity rises.",
                link: "honey/1?threshold=productivity,0.84..0.94,saturation.above.0.8",
            },
        ],
        quirks: &[
            Quirk {
                title: "Prices can fall below zero",
                text: "A month’s move is a normal draw times the price. A downward draw beyond one \
                       takes the price below zero, and from there the pull towards the target \
                       pushes it further down. Production turns negative with it, and where it outweighs the market \
                       size the formula reads this as full saturation. Such runs are kept, \
                       counted and named; the mean price says nothing once there are any.",
                swept: None,
                link: Some("honey/1?p-variance=0.4"),
            },
            Quirk {
                title: "Variance is a standard deviation",
                text: "The parameter called variance is used as the standard deviation of a \
                       month’s relative price move. After one month two thirds of the prices lie within \
                       2.5 of the first one, 10; a variance of 0.25 would spread them twice as far.",
                swept: None,
                link: Some("honey/1?timesteps=1&view=price"),
            },
            Quirk {
                title: "A throttle of zero is no limit",
                text: "Zero switches the limit off instead of stopping all minting and burning. \
                       With a target ratio below one twelfth the pool then burns more than it \
                       holds and turns negative; circulation can turn negative too.",
                swept: None,
                link: Some("honey/1?throttle=0&target-reserve-ratio=0.05"),
            },
            Quirk {
                title: "Nothing is never quite nothing",
                text: "With no utility at all the saturation formula still gives a quarter of a \
                       per cent, and it ends at 98.2\u{202f}%, not at 100\u{202f}%. Productivity above 1 is \
                       therefore harmless; only near 20 does utility outgrow a computer’s \
                       numbers within ten years.",
                swept: None,
                link: Some("honey/1?productivity=1.2"),
            },
            Quirk {
                title: "Each month looks at the month before",
                text: "All policies read the previous month, so inflow is valued at last month’s \
                       target price and production at last month’s price. A saturation of 80\u{202f}% at the \
                       start pays into the pool once more, a month after it is gone.",
                swept: None,
                link: Some("honey/1?initial-saturation=0.8&timesteps=12&view=netflow"),
            },
            Quirk {
                title: "The notebook’s runs were not independent",
                text: "Its price draws come from one global generator, and the versions of cadCAD \
                       that fork give every run the same numbers: of 90 runs, one to three were \
                       different, so that ten runs were often as good as this one. Here every run has \
                       its own seed, and run 1 of every subset meets the same luck.",
                swept: None,
                link: Some("honey/1?runs=1&view-as=runs"),
            },
            Quirk {
                title: "Dividing by zero stops only the first months",
                text: "A target ratio, target price or supply of zero stops the notebook with an \
                       error in its first month and gives infinities later. Here such a start is \
                       refused, and later infinities are counted as impossible. A market that \
                       vanishes has no numbers from its second or third month on.",
                swept: None,
                link: Some("honey/1?growth=-1&runs=10&timesteps=12"),
            },
        ],
        reference: Some(Reference {
            link: "honey/1?runs=1",
            source: "The notebook’s functions, run by cadCAD 0.5.3 with numpy 1.26.3 at a throttle of 0.008 \
                     and a target ratio of 0.2, seed 0: each twelfth month of its first run.",
            table: include_str!("honey.csv"),
            tolerance: Some(1e-10),
        }),
    };
}

/// Whether Python's numbers get through the target price: no divisor is zero, and no finite number
/// has a square beyond the largest.
fn prices_a_token(s: &State) -> bool {
    let supply = s.circulation + s.reserve;
    let circulating = s.circulation / supply;
    let square = circulating * circulating;
    supply != 0.0 && square != 0.0 && (square.is_finite() || !circulating.is_finite())
}
