//! CURRENTS: how a mutual-credit system sets the credit of one member who trades at random.
//!
//! After the cadCAD notebook "CURRENTS Credit Management Model V1"; cell numbers below are its own.
//! Every column equals the notebook's to the last bit, so the arithmetic keeps its order, its
//! rounding and numpy's way of adding.

mod explained;

use crate::explained::Explained;
use crate::model::{DerivedRow, Model, ParameterRow, Refusal, VariableRow};
use crate::rng::RandomState;
use crate::stats::latest::Latest;
use crate::stats::pairwise::Growing;
use crate::table::{
    About, Chart, Form, Goal, Group, Output, Parameter, Preset, Quirk, Reference, Role, Sense,
    Slider, Unit,
};
use rand::Rng;

/// Cell 467, `p_updateUserCredit`, `delta`: transactions before the credit may change.
const DELTA: f64 = 7.0;
/// Cell 467, `p_updateUserCredit`: how fast credit falls as the average balance leaves zero.
const CURVATURE: f64 = 3.0;
/// Cell 467, `p_updateUserCredit`, `round(t, 2)`: decimals of the credit factor.
const CREDIT_DECIMALS: i32 = 2;
/// Cell 467, `p_transact`: amounts spread from half to one and a half times the average.
const LEAST_SHARE: f64 = 0.5;
/// Cell 467, `p_transact`: a draw above this makes the amount large.
const LARGE_ABOVE: f64 = 0.9;
/// Cell 467, `p_transact`: a large amount is this many times the amount and the draw.
const LARGE_FACTOR: f64 = 2.0;
/// Cell 467, `p_transact`: the amount, tenfold, that a member of low integrity tries.
const TENFOLD: f64 = 10.0;

/// The model.
#[derive(Debug)]
pub struct Currents;

/// Cell 466.
#[derive(Debug, Default)]
pub struct Parameters {
    integrity_coefficient: f64,
    avg_amount: f64,
    sum_volume: f64,
}

/// The row of a timestep, cell 466, and what the notebook looks up in earlier rows.
#[derive(Debug, Default)]
pub struct State {
    row: Row,
    history: History,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    user_balance: f64,
    avg_user_balance: f64,
    total_num_transactions: f64,
    user_credit: f64,
    user_capacity: f64,
    send_volume: f64,
    avg_send_volume: f64,
    transaction: f64,
}

/// cadCAD's `state_history`: columns of all rows up to the previous one.
#[derive(Debug, Default)]
struct History {
    balances: Growing,
    send_volumes: Growing,
    /// The transactions above zero.
    received: Latest,
}

impl History {
    fn push(&mut self, row: &Row) {
        self.balances.push(row.user_balance);
        self.send_volumes.push(row.send_volume);
        self.received
            .push_if(row.transaction > 0.0, row.transaction);
    }
}

/// Cell 467, `p_transact`: what the member receives (above zero) or pays.
fn transact<R: Rng>(p: &Parameters, previous: &Row, draws: &mut RandomState<R>) -> f64 {
    // No branch: a processor cannot guess a coin.
    let sign = 2.0 * f64::from(draws.coin()) - 1.0;
    let amount = p.avg_amount * (draws.random_sample() + LEAST_SHARE) * sign;
    let amount = enlarged(amount, draws.random_sample(), previous.user_capacity);
    let tenfold = amount * TENFOLD;
    if draws.random_sample() > p.integrity_coefficient && tenfold < previous.user_capacity {
        tenfold * draws.uniform(-1.0, p.integrity_coefficient)
    } else {
        amount
    }
}

/// One amount in ten is large, where capacity allows. Payments, being negative, always pass.
fn enlarged(amount: f64, luck: f64, capacity: f64) -> f64 {
    let large = amount * LARGE_FACTOR * luck;
    if luck > LARGE_ABOVE && large < capacity {
        large
    } else {
        amount
    }
}

/// Cell 467, `p_calculateSendVolume`: the latest `sumVolume` receipts together. Its slice takes all
/// of them for 0 and leaves out the first ones for a negative count.
fn send_volume(received: &Latest, sum_volume: f64) -> f64 {
    if sum_volume > received.len() as f64 {
        return received.sum();
    }
    let (count, skipped) = (received.len(), sum_volume.abs() as usize);
    let from = if sum_volume > 0.0 {
        count - skipped
    } else {
        skipped.min(count)
    };
    received.sum_from(from)
}

/// Cell 467, `p_updateUserCredit`: the closer the average balance is to zero, the more credit.
fn user_credit(p: &Parameters, previous: &Row, round: impl Fn(f64) -> f64) -> f64 {
    let transactions = previous.total_num_transactions;
    if transactions < DELTA || transactions < p.sum_volume {
        // The notebook computes a slope for the second case and drops it.
        return previous.user_credit;
    }
    if previous.avg_send_volume == 0.0 {
        return 0.0;
    }
    let s = previous.avg_user_balance / previous.avg_send_volume;
    let credit = round(-CURVATURE * (s * s) + 1.0) * previous.avg_send_volume;
    if credit < 0.0 {
        previous.user_credit
    } else {
        credit
    }
}

/// numpy's `round(x, 2)`, which rounds the hundredfold.
fn numpy_round(value: f64) -> f64 {
    let hundredfold = f64::from(10_i32.pow(CREDIT_DECIMALS as u32));
    (value * hundredfold).round_ties_even() / hundredfold
}

/// Python's own `round(x, 2)`, which rounds the exact decimal. Only the first row meets it: from
/// then on the averages are numpy's numbers.
fn python_round(value: f64) -> f64 {
    let text = format!("{value:.*}", CREDIT_DECIMALS as usize);
    text.parse().unwrap_or(value)
}

/// Python's `int(round(x))`: half to even, and a zero without a sign.
fn whole(value: f64) -> f64 {
    value.round_ties_even() + 0.0
}

impl Model for Currents {
    type Parameters = Parameters;
    type State = State;

    fn step<R: Rng>(p: &Parameters, state: &mut State, draws: &mut RandomState<R>) {
        let previous = state.row;
        let first = state.history.balances.is_empty();
        state.history.push(&previous);
        let history = &state.history;
        let amount = transact(p, &previous, draws);
        let credit = user_credit(p, &previous, |x| {
            if first {
                python_round(x)
            } else {
                numpy_round(x)
            }
        });
        state.row = Row {
            user_balance: previous.user_balance + amount,
            avg_user_balance: history.balances.mean(),
            total_num_transactions: previous.total_num_transactions + 1.0,
            user_credit: whole(credit),
            user_capacity: whole(previous.user_balance + previous.user_credit),
            send_volume: send_volume(&history.received, p.sum_volume),
            avg_send_volume: history.send_volumes.mean(),
            transaction: whole(amount),
        };
    }

    const PYTHON: &'static str = include_str!("currents.py");

    const EXPLAINED: Explained = explained::EXPLAINED;

    fn check(p: &Parameters, initial: &State) -> Result<(), Refusal> {
        let row = &initial.row;
        let s = row.avg_user_balance / row.avg_send_volume;
        let waits = row.total_num_transactions < DELTA || row.total_num_transactions < p.sum_volume;
        if !waits && row.avg_send_volume != 0.0 && !(s * s).is_finite() {
            return Err(Refusal {
                key: "initial-avg-send-volume".to_owned(),
                value: row.avg_send_volume,
                reason: "the average balance divided by it, squared, is beyond the largest \
                         number; 0 or a number nearer to the average balance works"
                    .to_owned(),
            });
        }
        Ok(())
    }

    const PARAMETERS: &'static [ParameterRow<Self>] = &[
        (
            |p| &mut p.integrity_coefficient,
            Parameter {
                key: "integrity-coefficient",
                name: "integrity_coefficient",
                label: "Integrity",
                noun: "integrity",
                phrase: "an integrity of {}",
                unit: Unit::NONE,
                default: 1.0,
                slider: Slider {
                    from: 0.0,
                    to: 1.0,
                    step: 0.01,
                    why: "At 1 the member never tries a tenfold amount, at 0 on every day.",
                },
                sense: Sense {
                    from: 0.0,
                    to: 1.0,
                    beyond: "It runs from 0 to 1; above 1 it acts like 1.",
                },
                zero: None,
                yearly: None,
                nudge: 0.1,
                role: Role::World,
                whole: false,
                help: "How far a member keeps spending and receiving in balance; 1 is fully. As \
                       published, less makes members richer, not poorer.",
                source: "Cell 466.",
            },
        ),
        (
            |p| &mut p.avg_amount,
            Parameter {
                key: "avg-amount",
                name: "AVG_ammount",
                label: "Average amount",
                noun: "the average amount",
                phrase: "an average amount of {}",
                unit: Unit::of("units", 0),
                default: 100.0,
                slider: Slider {
                    from: 5.0,
                    to: 500.0,
                    step: 5.0,
                    why: "From a fiftieth of the first credit to twice as much.",
                },
                sense: Sense {
                    from: 0.0,
                    to: f64::INFINITY,
                    beyond: "Below zero it swaps what is received and what is paid.",
                },
                zero: None,
                yearly: None,
                nudge: 20.0,
                role: Role::World,
                whole: false,
                help: "Mean size of a payment before the occasional large one.",
                source: "Cell 466.",
            },
        ),
        (
            |p| &mut p.sum_volume,
            Parameter {
                key: "sum-volume",
                name: "sumVolume",
                label: "Payments counted",
                noun: "the number of payments counted",
                phrase: "{} payment{s} counted",
                unit: Unit::of("payments", 0),
                default: 30.0,
                slider: Slider {
                    from: 0.0,
                    to: 100.0,
                    step: 1.0,
                    why: "A year has about 180 incoming payments; 0 counts them all.",
                },
                sense: Sense {
                    from: 0.0,
                    to: f64::INFINITY,
                    beyond: "Below zero it leaves out the first payments in place of counting the latest.",
                },
                zero: Some("all"),
                yearly: None,
                nudge: 10.0,
                role: Role::Policy,
                whole: true,
                help: "How many of the latest incoming payments make up the send volume.",
                source: "Cell 466.",
            },
        ),
    ];

    const VARIABLES: &'static [VariableRow<Self>] = &[
        (
            |s| &mut s.row.user_balance,
            0.0,
            Output {
                key: "user-balance",
                name: Some("userBalance"),
                label: "Balance",
                help: "what the member holds; below zero, what the member owes",
                unit: Unit::of("units", 0),
                span: None,
                never_negative: false,
                source: "Cell 468, s_userBalance.",
            },
        ),
        (
            |s| &mut s.row.avg_user_balance,
            0.0,
            Output {
                key: "avg-user-balance",
                name: Some("avgUserBalance"),
                label: "Average balance",
                help: "mean of the balances of all days before",
                unit: Unit::of("units", 0),
                span: None,
                never_negative: false,
                source: "Cell 467, p_updateAVGBalance.",
            },
        ),
        (
            |s| &mut s.row.total_num_transactions,
            0.0,
            Output {
                key: "total-num-transactions",
                name: Some("totalNumTransactions"),
                label: "Transactions",
                help: "payments made and received so far, one a day",
                unit: Unit::of("payments", 0),
                span: None,
                never_negative: false,
                source: "Cell 467, p_transact.",
            },
        ),
        (
            |s| &mut s.row.user_credit,
            250.0,
            Output {
                key: "user-credit",
                name: Some("userCredit"),
                label: "Credit",
                help: "how far below zero the balance is meant to go at most",
                unit: Unit::of("units", 0),
                span: None,
                never_negative: false,
                source: "Cell 467, p_updateUserCredit.",
            },
        ),
        (
            |s| &mut s.row.user_capacity,
            250.0,
            Output {
                key: "user-capacity",
                name: Some("userCapacity"),
                label: "Capacity",
                help: "balance plus credit of the day before",
                unit: Unit::of("units", 0),
                span: None,
                never_negative: false,
                source: "Cell 467, p_updateUserCapacity.",
            },
        ),
        (
            |s| &mut s.row.send_volume,
            0.0,
            Output {
                key: "send-volume",
                name: Some("sendVolume"),
                label: "Send volume",
                help: "sum of the latest incoming payments",
                unit: Unit::of("units", 0),
                span: None,
                never_negative: false,
                source: "Cell 467, p_calculateSendVolume.",
            },
        ),
        (
            |s| &mut s.row.avg_send_volume,
            0.0,
            Output {
                key: "avg-send-volume",
                name: Some("avgSendVolume"),
                label: "Average send volume",
                help: "mean of the send volumes of all days before",
                unit: Unit::of("units", 0),
                span: None,
                never_negative: false,
                source: "Cell 467, p_updateAVGSendVol.",
            },
        ),
        (
            |s| &mut s.row.transaction,
            0.0,
            Output {
                key: "transaction",
                name: Some("transaction"),
                label: "Payment",
                help: "received (above zero) or paid on the day",
                unit: Unit::of("units", 0),
                span: None,
                never_negative: false,
                source: "Cell 467, p_transact.",
            },
        ),
    ];

    const DERIVED: &'static [DerivedRow<Self>] = &[(
        |s| s.row.user_balance + s.row.user_credit,
        Output {
            key: "headroom",
            name: None,
            label: "Room to the limit",
            help: "balance plus credit of the same day; below zero the member is past the limit",
            unit: Unit::of("units", 0),
            span: None,
            never_negative: false,
            source: "Not in the notebook.",
        },
    )];

    const ABOUT: About = About {
        name: "currents",
        version: 1,
        ladder: &[],
        label: "Currents",
        kicker: "CURRENTS mutual credit, one member, one payment a day for {span}",
        text: "In a mutual-credit currency members pay before they earn, down to a limit. This \
               rule sets the limit from how much a member receives and how near zero the average \
               balance stays. The model lets one member trade at random for a year and watches \
               balance and limit.",
        timestep: "day",
        year: 365,
        tick: 30,
        timesteps: 365,
        runs: 1000,
        // Past its limit for weeks, and within it after.
        run: 5,
        many: "members",
        start: "Starts at a balance of {initial-user-balance} with a credit of \
                {initial-user-credit}.",
        goal: Goal {
            output: "headroom",
            level: 0.0,
            above: false,
            miss: None,
            good: false,
            line: "limit",
            counted: "end past the limit",
            counted_elsewhere: Some("end with less than {goal} units of room"),
            headline: "With credit set by [sum-volume?the last {sum-volume} incoming \
                       payment[sum-volume=1?|s]|{sum-volume:all incoming payments}], [one?the one \
                       simulated member [moved?[met?has|does not have] less than {goal} units of \
                       room to the credit limit|[met?owes|does not owe] more than the credit \
                       limit]|{share} of {runs} simulated members [moved?have less than {goal} \
                       units of room to their credit limit|owe more than their credit limit]] \
                       after {span}.",
            lede: "[one?The room to the limit is {end} units then.|[ever?{ever} do so on some day|None does \
                   so on any day].] Nothing stops a payment at the limit: the rule turns away large incoming ones alone.",
        },
        unsure: "integrity-coefficient",
        plan: None,
        tabs: &[
            "headroom",
            "user-balance",
            "avg-user-balance",
            "user-credit",
            "user-capacity",
            "send-volume",
        ],
        charts: &[
            Chart {
                title: "Balance against the credit limit",
                source: "Added to the notebook’s own charts.",
                outputs: &[
                    "user-balance",
                    "user-credit",
                    "user-capacity",
                    "transaction",
                ],
                form: Form::Limit,
                note: Some("too few payments at first, or a formula that gives less than zero."),
            },
            Chart {
                title: "Member by member",
                source: "Added to the notebook’s own charts.",
                outputs: &["user-balance", "user-credit"],
                form: Form::Members,
                note: None,
            },
            Chart {
                title: "One member",
                source: "Cell 478.",
                outputs: &[
                    "avg-user-balance",
                    "user-credit",
                    "transaction",
                    "user-capacity",
                ],
                form: Form::Run,
                note: None,
            },
            Chart {
                title: "Members side by side",
                source: "Cell 475.",
                outputs: &["avg-user-balance", "user-credit", "send-volume"],
                form: Form::Runs,
                note: None,
            },
            Chart {
                title: "Balance by integrity",
                source: "Cell 476.",
                outputs: &["user-balance"],
                form: Form::Scatter,
                note: None,
            },
            Chart {
                title: "Credit follows the average balance",
                source: "Cell 479.",
                outputs: &["avg-user-balance", "user-credit"],
                form: Form::Phase,
                note: None,
            },
        ],
        presets: &[
            Preset {
                group: Group::Notebook,
                title: "Notebook",
                answer: None,
                about: "The notebook’s values, with 1,000 members; run 1 is the one it prints.",
                link: "currents/1",
            },
            Preset {
                group: Group::Notebook,
                title: "The notebook’s ten runs",
                answer: None,
                about: "Seeds 0 to 9, as its cell 466 sets them up.",
                link: "currents/1?runs=10",
            },
            Preset {
                group: Group::Notebook,
                title: "Members of less integrity",
                answer: None,
                about: "Three integrity coefficients, ten runs each.",
                link: "currents/1?integrity-coefficient=0.5,0.75,1&runs=10",
            },
            Preset {
                group: Group::Questions,
                title: "Is a member who has spent more treated fairly?",
                answer: Some(
                    "Almost: B, who has spent more, gets nearly the same credit, but ends past the limit more often.",
                ),
                about: "A has received 200 units more than spent, B has spent 200 more; then a coin decides every day \
                        who pays, so neither keeps spending more. Credit is how far below zero a member may go: it \
                        grows with what comes in, and shrinks as the average balance moves away from zero, up or down. \
                        B also misses large incoming payments, which the rule grants only to members with room for \
                        them: some 50 units in the year, on top of the 400 that lay between them.",
                link: "currents/1?initial-user-balance=-200&runs=10000&view=user-credit\
                       &pinned-initial-user-balance=200",
            },
            Preset {
                group: Group::Questions,
                title: "Does a longer payment memory help?",
                answer: Some("Yes: the longer it is, the fewer members end past their limit."),
                about: "Credit is set by the last 10, 30 and 90 incoming payments.",
                link: "currents/1?sum-volume=10,30,90",
            },
            Preset {
                group: Group::Questions,
                title: "Does integrity keep members within their limit?",
                answer: Some("No: as published, members of less integrity end past it less often."),
                about: "Three integrity coefficients, 1,000 members each.",
                link: "currents/1?integrity-coefficient=0.5,0.75,1",
            },
            Preset {
                group: Group::Questions,
                title: "Do larger payments take members past their limit?",
                answer: Some("Hardly: about a quarter end past it, whatever the size of payments."),
                about: "Average amounts of 50, 100 and 200 units.",
                link: "currents/1?avg-amount=50,100,200",
            },
            Preset {
                group: Group::Questions,
                title: "Where do members stand after five years?",
                answer: None,
                about: "The notebook’s values over 1,825 days in place of 365.",
                link: "currents/1?timesteps=1825",
            },
        ],
        quirks: &[
            Quirk {
                title: "Nothing stops a payment at the limit",
                text: "The test that large amounts fit the capacity compares a signed amount, and \
                       payments are negative, so they always pass. Credit limits large incoming \
                       payments and never an outgoing one.",
                swept: None,
                link: Some("currents/1"),
            },
            Quirk {
                title: "Send volume counts what comes in",
                text: "A transaction above zero raises the balance, and those are what the \
                       notebook sums as the volume sent. So credit grows with what a member earns, \
                       and spending adds nothing to it.",
                swept: None,
                link: Some("currents/1?runs=10&view=send-volume&view-as=runs"),
            },
            Quirk {
                title: "A negative credit keeps the old one",
                text: "Where the formula gives less than zero, the credit of the day before \
                       stands, however large it is. A member who owes 20,000 from the start keeps \
                       the first 250.",
                swept: None,
                link: Some("currents/1?initial-user-balance=-20000&view=user-credit"),
            },
            Quirk {
                title: "The slope is computed and dropped",
                text: "Between the seventh transaction and the number of payments counted, the \
                       notebook computes the trend of the average balance and does not use it; \
                       the credit stays as it is. With 100 payments counted it does so for 100 days.",
                swept: None,
                link: Some("currents/1?sum-volume=100&view=user-credit"),
            },
            Quirk {
                title: "Zero payments counted are all payments",
                text: "A count of 0 makes the notebook’s slice take the whole list, so every \
                       incoming payment counts.",
                swept: None,
                link: Some("currents/1?sum-volume=0"),
            },
            Quirk {
                title: "Ties are rounded to even",
                text: "Credit, capacity and transactions are whole numbers, rounded half to even \
                       as Python does; exact halves do occur, about once in five runs. First \
                       balances of 0.5, 1.5, 2.5 and so on and a credit of 250 make capacities of 250, 252, \
                       252, 254, 254 and 256.",
                swept: None,
                link: Some(
                    "currents/1?initial-user-balance=0.5..5.5..1&runs=10&timesteps=1&view=user-capacity\
                     &map=user-capacity.median",
                ),
            },
            Quirk {
                title: "Each day looks at the day before",
                text: "Averages run over the days before, and credit uses the averages of the day \
                       before, so it follows the balance two days late. The balance adds the \
                       unrounded amount, the list of transactions the rounded one. A member who \
                       starts with 1,000 has a capacity of 1,250 on the first day, whatever the day brings.",
                swept: None,
                link: Some(
                    "currents/1?initial-user-balance=1000&runs=10&timesteps=10&view=user-capacity\
                     &view-as=runs",
                ),
            },
            Quirk {
                title: "Low integrity makes members richer",
                text: "A tempted member tries ten times the amount, where that is below the capacity: \
                       payments always are, receipts often not. It is then multiplied by a number from −1 \
                       to the integrity, which turns payments into receipts, at an integrity of 0 all of \
                       them. There the median member ends near 3,800, an honest one near zero.",
                swept: Some("integrity-coefficient"),
                link: Some("currents/1?integrity-coefficient=0,0.5,1&view=user-balance"),
            },
        ],
        reference: Some(Reference {
            link: "currents/1?runs=1",
            source: "The table printed in the notebook, cell 472.",
            table: include_str!("currents.csv"),
            tolerance: None,
        }),
    };
}
