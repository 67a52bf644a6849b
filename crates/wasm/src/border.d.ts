// Written by a test of crates/wasm from the Rust types: UPDATE=1 cargo test -p apiary-wasm
export type Role = "policy" | "world";
export type Unit = { 
/**
 * What stands behind the number: `%`, `% / month`, `payments`, or nothing.
 */
symbol: string, 
/**
 * Powers of ten between the number and what is shown: 2 shows 0.2 as 20.
 */
power: number, 
/**
 * Digits behind the point that are worth showing for an outcome.
 */
decimals: number, };
export type Slider = { 
/**
 * The left end.
 */
from: number, 
/**
 * The right end.
 */
to: number, 
/**
 * The distance between two places of the thumb.
 */
step: number, 
/**
 * Why it runs just there, in a sentence.
 */
why: string, };
export type Sense = { 
/**
 * The least value that has a meaning.
 */
from: number, 
/**
 * The greatest; infinite where there is none.
 */
to: number, 
/**
 * What a value beyond these means, in a sentence.
 */
beyond: string, };
export type Yearly = "sum" | "compound" | "decay";
export type Parameter = { 
/**
 * Its key in links.
 */
key: string, 
/**
 * Its name in the notebook.
 */
name: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * Its name within a sentence: `the throttle`.
 */
noun: string, 
/**
 * A scenario with a value of it, with `{}` to fill in and `{s}` for an s after any but one: `a throttle of {}`.
 */
phrase: string, 
/**
 * Its unit.
 */
unit: Unit, 
/**
 * The value it has where a link does not say.
 */
default: number, 
/**
 * Where its slider runs.
 */
slider: Slider, 
/**
 * What it can stand for.
 */
sense: Sense, 
/**
 * What it is called at zero, where that is more than a small value: `off`, `all`.
 */
zero: string | null, 
/**
 * What it comes to in a year, where it is a rate.
 */
yearly: Yearly | null, 
/**
 * A change of it that is worth talking about: what a tornado moves it by, up and down, within what it can
 * stand for.
 */
nudge: number, 
/**
 * Who sets it.
 */
role: Role, 
/**
 * Whether only whole numbers have a meaning.
 */
whole: boolean, 
/**
 * What it does, in a plain sentence or two.
 */
help: string, 
/**
 * Where it and its default come from.
 */
source: string, };
export type Output = { 
/**
 * Its key in links; the initial value of a state variable is `initial-` and this.
 */
key: string, 
/**
 * Its name in the notebook, and so in the CSV; none for what only Apiary derives.
 */
name: string | null, 
/**
 * Its name for people.
 */
label: string, 
/**
 * What it is, in a line under the chart's title.
 */
help: string, 
/**
 * Its unit.
 */
unit: Unit, 
/**
 * The ends of its axis where they are natural ones; otherwise the data set them.
 */
span: [number, number] | null, 
/**
 * Whether a value below zero is an impossible state.
 */
never_negative: boolean, 
/**
 * The formula's source.
 */
source: string, };
export type Goal = { 
/**
 * The output's key.
 */
output: string, 
/**
 * The level, where a link does not move it.
 */
level: number, 
/**
 * Whether a run counts above the level (else below it).
 */
above: boolean, 
/**
 * The level of the other side, for the share of runs that clearly miss.
 */
miss: number | null, 
/**
 * Whether to count is good (blue) or past a limit (brick).
 */
good: boolean, 
/**
 * What its line is called in a picture: `goal`, `limit`.
 */
line: string, 
/**
 * What counted runs do, with `{goal}` to fill in: `end above {goal}`.
 */
counted: string, 
/**
 * The same where a link has moved the level, if that has another name then.
 */
counted_elsewhere: string | null, 
/**
 * The headline, with `{parameter-key}`, `{share}`, `{runs}`, `{span}` (ten years),
 * `{span-long}` (ten-year) and `{goal}` to fill in, and choices: see
 * [`template`](crate::sentence::template).
 */
headline: string, 
/**
 * The sentences below it, with `{missed}` (the share on the other side), `{miss}` (its level),
 * `{ever}` (the share that is beyond the level at some timestep), `{end}` (where the first run ends)
 * and `{mean}` (a sentence on whether the mean describes the runs) to fill in, and choices.
 */
lede: string, };
export type Form = "subsets" | "run" | "runs" | "scatter" | "phase" | "limit" | "members";
export type Chart = { 
/**
 * Its title.
 */
title: string, 
/**
 * The cell it comes from, and what the notebook draws there.
 */
source: string, 
/**
 * The outputs it shows, by key.
 */
outputs: Array<string>, 
/**
 * How it shows them.
 */
form: Form, 
/**
 * What is noted on it, where its form has such: why a limit stands still at first.
 */
note: string | null, };
export type Group = "Notebook" | "Planned analysis" | "Questions";
export type Preset = { 
/**
 * Where it comes from.
 */
group: Group, 
/**
 * Its name. The address of its page is made of it, so it keeps its words.
 */
title: string, 
/**
 * What its runs answer to a question that no single number answers, in a few words. A test holds it against
 * them.
 */
answer: string | null, 
/**
 * What it shows, in a sentence.
 */
about: string, 
/**
 * Its link, from the model's name on.
 */
link: string, };
export type Quirk = { 
/**
 * What it is, in a few words.
 */
title: string, 
/**
 * What happens and why, in sentences anyone can read.
 */
text: string, 
/**
 * The key of a parameter whose sweep shows it, so that nobody takes what the sweep finds for advice.
 */
swept: string | null, 
/**
 * A link that shows it, where one does.
 */
link: string | null, };
export type Plan = { 
/**
 * The steps in the notebook's words.
 */
steps: [string, string, string], 
/**
 * Where they stand.
 */
source: string, 
/**
 * What the plan sets: keys and texts of links.
 */
held: Array<[string, string]>, 
/**
 * Key of the parameter whose range is looked for.
 */
unsure: string, 
/**
 * Where it is looked for.
 */
range: [number, number], 
/**
 * The two axes of the sweep, in the order of the parameters: keys and texts of links.
 */
axes: [[string, string], [string, string]], 
/**
 * What makes the worlds, beside the unsure parameter: keys and texts of links.
 */
worlds: Array<[string, string]>, };
export type Reference = { 
/**
 * The scenario whose first run they are of.
 */
link: string, 
/**
 * Where they come from, as a sentence.
 */
source: string, 
/**
 * How far apart, as a share of the larger, two numbers may lie that other libraries of mathematics have
 * rounded; nothing where they are told to their last digit.
 */
tolerance: number | null, };
export type About = { 
/**
 * Its name in links.
 */
name: string, 
/**
 * Its version in links: equations and defaults are frozen in it.
 */
version: number, 
/**
 * Its name for people.
 */
label: string, 
/**
 * One line above the headline.
 */
kicker: string, 
/**
 * What it is and where it comes from, in a few sentences.
 */
text: string, 
/**
 * What a timestep is: `month`, `day`.
 */
timestep: string, 
/**
 * How many timesteps make a year: 12, 365.
 */
year: number, 
/**
 * How many timesteps lie between two ticks of the time axis: 12, 30.
 */
tick: number, 
/**
 * Timesteps where a link does not say.
 */
timesteps: number, 
/**
 * Runs where a link does not say.
 */
runs: number, 
/**
 * The run looked at closely where a link does not say, counted from 1.
 */
run: number, 
/**
 * The initial state in a sentence, with `{initial-…}` to fill in.
 */
start: string, 
/**
 * What a run is judged by.
 */
goal: Goal, 
/**
 * Key of the parameter whose threshold is asked for first: the one least known.
 */
unsure: string, 
/**
 * The analysis that its notebook planned, where it planned one.
 */
plan: Plan | null, 
/**
 * The outputs with a tab of their own, by key, the first shown first.
 */
tabs: Array<string>, 
/**
 * The notebook's charts.
 */
charts: Array<Chart>, 
/**
 * The scenarios to start from; the first is the notebook's.
 */
presets: Array<Preset>, 
/**
 * What this model gets wrong.
 */
quirks: Array<Quirk>, 
/**
 * The notebook's own numbers, where there are some to hold it against.
 */
reference: Reference | null, };
export type Besides = { 
/**
 * What its scenario sets otherwise than by default: `productivity 0.95`. Axes are told with subsets.
 */
changes: Array<string>, 
/**
 * What it is compared with: `throttle 0.2 %`.
 */
compared: string | null, 
/**
 * What it asks, as questions.
 */
asks: Array<string>, };
export type Cell = { 
/**
 * The notebook's, as it tells it.
 */
expected: string, 
/**
 * The one computed here, to as many digits.
 */
found: string, 
/**
 * Whether they agree.
 */
agrees: boolean, };
export type Row = { 
/**
 * The timestep.
 */
timestep: number, 
/**
 * By output.
 */
cells: Array<Cell>, };
export type Checked = { 
/**
 * The outputs' names for people.
 */
columns: Array<string>, 
/**
 * By timestep.
 */
rows: Array<Row>, 
/**
 * How many numbers agree.
 */
agreeing: number, 
/**
 * How many there are.
 */
all: number, };
export type Spec = { 
/**
 * What it is.
 */
about: About, 
/**
 * Its parameters, in the order of links and of sweeps.
 */
parameters: Array<Parameter>, 
/**
 * Its outputs: first the state variables, then what is derived from them.
 */
outputs: Array<Output>, 
/**
 * The initial values of the state variables.
 */
initial: Array<number>, };
export type Operation = "or" | "and" | "less" | "greater" | "equal" | "add" | "subtract" | "multiply" | "divide" | "negate" | "power" | "if" | "exp" | "abs" | "max" | "min" | "round" | "mean" | "latest";
export type Formula = { "number": number } | { "name": string } | { "now": string } | { "call": [Operation, Array<Formula>] };
export type Draw = { 
/**
 * What formulas call it.
 */
name: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * What it is, as a sentence.
 */
text: string, };
export type Equation = { 
/**
 * What it gives, as formulas call it: an output's key with `_` in place of `-`, or a name of its own.
 */
of: string, 
/**
 * The name for people of what is no output; outputs have theirs.
 */
label: string, 
/**
 * What it is equal to. A state variable is that of the row before, with a `'` that of the same row.
 */
formula: Formula, 
/**
 * What it says, in a sentence.
 */
text: string, };
export type Passage = { 
/**
 * What they are about.
 */
title: string, 
/**
 * Where they stand in the notebook.
 */
source: string, 
/**
 * The equations.
 */
equations: Array<Equation>, };
export type Explained = { 
/**
 * What it can tell and what it cannot.
 */
fit: string, 
/**
 * What its authors assumed, a sentence or two each.
 */
assumed: Array<string>, 
/**
 * Where its numbers come from.
 */
numbers: string, 
/**
 * What chance decides at each timestep, in the order of the draws.
 */
draws: Array<Draw>, 
/**
 * Its equations, in the order in which they can be worked out.
 */
passages: Array<Passage>, };
export type ViewForm = "fan" | "runs" | "trend" | "facets";
export type Sweep = "product" | "zip";
export type PartKind = "text" | "input" | "goal" | "result" | "error" | "strong" | "link" | "pinned" | "here";
export type Part = { 
/**
 * What is shown.
 */
text: string, 
/**
 * What it is.
 */
kind: PartKind, 
/**
 * The key in links that changes it, where one does; of a [`Link`](PartKind::Link), where it leads.
 */
key: string | null, };
export type Evidence = { 
/**
 * The key of the output that was impossible.
 */
output: string, 
/**
 * Which run, counted from 1.
 */
run: number, };
export type Sentence = { 
/**
 * The line above the headline.
 */
kicker: string, 
/**
 * The result.
 */
headline: Array<Part>, 
/**
 * What else there is to know before looking at the picture.
 */
lede: Array<Part>, 
/**
 * Of a sweep: what the runs of the subset looked at come to.
 */
looked: string | null, 
/**
 * Impossible states, where there were any.
 */
notice: string | null, 
/**
 * The first run that passed through one.
 */
evidence: Evidence | null, 
/**
 * The initial state.
 */
start: string, 
/**
 * Whether what the headline counts is good, or nothing of what is not (blue), or past a limit (brick).
 */
good: boolean, 
/**
 * The share that the headline tells, from 0 to 1.
 */
share: number, };
export type Deciding = "mean" | "median" | "trend";
export type Choice = { 
/**
 * The reading that decides the range.
 */
deciding: Deciding, 
/**
 * The unsure parameter's value in the second step, in place of the middle of the range.
 */
middle: number | null, 
/**
 * The bounds in the third step, in place of those that follow from the second.
 */
bounds: [[number, number], [number, number]] | null, };
export type StepTold = { 
/**
 * The step as an ordinary link; none before what it needs is known.
 */
link: string | null, 
/**
 * What it says; none before it is complete.
 */
told: string | null, };
export type PlannedTold = { steps: [StepTold, StepTold, StepTold], 
/**
 * The step that is being made, from 1 on.
 */
step: number, 
/**
 * The unsure parameter's value in the second step.
 */
middle: number | null, 
/**
 * The bounds in the third step.
 */
bounds: [[number, number], [number, number]] | null, };
export type ProofTold = { short: string, full: string, 
/**
 * The link with this fingerprint.
 */
link: string, 
/**
 * What the link claims, where it does.
 */
claimed: string | null, 
/**
 * Whether that is so.
 */
reproduced: boolean, 
/**
 * What it is of.
 */
covered: string, };
export type Changed = { 
/**
 * What it is called.
 */
label: string, 
/**
 * Its value in the pinned scenario.
 */
a: string, 
/**
 * Its value here.
 */
b: string, 
/**
 * What lies between; nothing where one of them has a name in place of a value.
 */
change: string, };
export type Outcome = { 
/**
 * What it is.
 */
label: string, 
/**
 * In the pinned scenario.
 */
a: string, 
/**
 * Here.
 */
b: string, 
/**
 * The difference of the same runs, with its error.
 */
change: string, };
export type Verdict = { 
/**
 * What the change does to the share that the goal counts, or to the mean of another output that is looked at.
 */
headline: string, 
/**
 * The same in parts.
 */
parts: Array<Part>, 
/**
 * What it does to single runs, and which does better; to the goal's share, where the headline is about another
 * output.
 */
lede: string, 
/**
 * Whether the headline is about what the goal counts.
 */
of_goal: boolean, 
/**
 * Whether the change is surely for the better, or for the worse; neither where chance could do it.
 */
better: boolean | null, 
/**
 * The share that the goal counts in the pinned scenario, as it is told of one scenario alone.
 */
pinned: string, 
/**
 * The outcomes.
 */
outcomes: Array<Outcome>, };
export type ComparisonTold = { 
/**
 * What differs.
 */
changes: Array<Changed>, 
/**
 * How many parameters are equal.
 */
equal: number, 
/**
 * What the change does to the share that the goal counts, or to the mean of another output that is looked at.
 */
headline: string, 
/**
 * The same in parts.
 */
parts: Array<Part>, 
/**
 * What it does to single runs, and which does better; to the goal's share, where the headline is about another
 * output.
 */
lede: string, 
/**
 * Whether the headline is about what the goal counts.
 */
of_goal: boolean, 
/**
 * Whether the change is surely for the better, or for the worse; neither where chance could do it.
 */
better: boolean | null, 
/**
 * The share that the goal counts in the pinned scenario, as it is told of one scenario alone.
 */
pinned: string, 
/**
 * The outcomes.
 */
outcomes: Array<Outcome>, };
export type Pinned = { 
/**
 * The pinned scenario alone.
 */
alone: string, 
/**
 * The pinned scenario in the place of this one, which is pinned instead.
 */
swapped: string, 
/**
 * Whether anything differs.
 */
differs: boolean, };
export type NotUsed = { 
/**
 * The key; empty for the link as a whole.
 */
key: string, 
/**
 * What the link says there.
 */
text: string, 
/**
 * Why it is not used, in a sentence.
 */
message: string, 
/**
 * Whether the rest of the link means the same without it.
 */
harmless: boolean, };
export type Setting = { 
/**
 * The input's key.
 */
key: string, 
/**
 * The text of links: a number, a list or a range.
 */
text: string, 
/**
 * The number, or the points of the axis.
 */
points: Array<number>, 
/**
 * Whether it is an axis.
 */
axis: boolean, 
/**
 * Whether it differs from the default.
 */
changed: boolean, 
/**
 * The default.
 */
default: number, };
export type Search = { 
/**
 * Key of the parameter that moves.
 */
parameter: string, 
/**
 * From where.
 */
from: number, 
/**
 * To where.
 */
to: number, 
/**
 * What is read, as links say it: an output, alone for its trend read three ways.
 */
outcome: string, 
/**
 * The levels looked for, rising.
 */
levels: Array<number>, 
/**
 * Their unit.
 */
unit: Unit, };
export type View = { 
/**
 * Key of the output.
 */
output: string, 
/**
 * How its runs are drawn.
 */
form: ViewForm, 
/**
 * The run looked at, from 1.
 */
run: number, 
/**
 * The subset looked at, from 0.
 */
subset: number, 
/**
 * The level runs are judged by.
 */
goal: number, 
/**
 * What the two maps of a sweep show, as links say it.
 */
maps: [string, string], 
/**
 * The levels whose contours they draw, as links say it; empty for round ones.
 */
lines: [string, string], 
/**
 * The choices of the planned analysis, where it is open.
 */
planned: Choice | null, 
/**
 * The search for thresholds that is open.
 */
threshold: Search | null, 
/**
 * The measure of which it is asked what moves it, as links say it; none where it is not asked.
 */
sensitivity: string | null, 
/**
 * Whether a scenario is pinned.
 */
pinned: boolean, 
/**
 * The fingerprint that the link claims, where it does.
 */
fingerprint: string | null, };
export type Reading = { 
/**
 * The text of what is used.
 */
link: string, 
/**
 * The same without how it is looked at: the key of results.
 */
scenario: string, 
/**
 * The model's name.
 */
model: string, 
/**
 * What was not used.
 */
problems: Array<NotUsed>, 
/**
 * Parameters, then initial values.
 */
settings: Array<Setting>, seed: number, runs: number, timesteps: number, sweep: Sweep, 
/**
 * How many subsets there are.
 */
subsets: number, 
/**
 * Keys of the axes.
 */
axes: Array<string>, view: View, };
export type Edit = { link: string | null, problem: NotUsed | null, };
export type Frame = { width: number, height: number, ratio: number, };
export type Theme = { paper: string, rule: string, rule2: string, ink: string, ink2: string, ink3: string, honey: string, honeyink: string, blue: string, band50: string, band90: string, brick: string, grey1: string, grey2: string, font: string, };
export type Sample = "runs" | "experiments";
export type Job = { "rows": { link: string, subset: number, outputs: Array<number>, from: number, to: number, } } | { "ends": { link: string, subsets: Array<number>, outputs: Array<number>, from: number, to: number, } } | { "sample": { link: string, inputs: Array<number>, output: number, sample: Sample, from: number, to: number, } } | { "digests": { link: string, subset: number, from: number, to: number, } } | { "trend": { link: string, subset: number, output: number, runs: number, } } | { "sobol": { link: string, output: number, 
/**
 * Whether a run counts above the level, below it, or by its value where there is none.
 */
above: boolean, level: number | null, pairs: number, from: number, to: number, } };
export type Qr = { 
/**
 * How many modules it is wide and high, the quiet ones around it among them.
 */
side: number, 
/**
 * Its dark modules, as an SVG's path.
 */
path: string, };
export type Numbered = { number: number, job: Job, };
export type Opened = { link: string, 
/**
 * What was not used, in a sentence each.
 */
unused: Array<string>, };
export type ReadoutLine = { 
/**
 * What is told.
 */
label: string, 
/**
 * Its value.
 */
text: string, 
/**
 * Where it lies on the y axis; NaN where it does not.
 */
y: number, 
/**
 * `strong`, `good` or `past`; empty for a plain one.
 */
weight: string, };
export type Readout = { 
/**
 * The part's name, where there are several.
 */
title: string, lines: Array<ReadoutLine>, };
export type MovedTo = { 
/**
 * The value, in its unit.
 */
value: string, 
/**
 * The outcome with its error, or that the model is not defined there.
 */
gives: string, 
/**
 * The scenario; none where the model is not defined.
 */
link: string | null, };
export type MovedRow = { label: string, 
/**
 * `policy` or `world`.
 */
role: string, lowered: MovedTo, raised: MovedTo, };
export type ShareRow = { label: string, 
/**
 * `policy`, `world` or `chance`.
 */
role: string, 
/**
 * The share that it explains alone.
 */
alone: string, 
/**
 * Together with all others.
 */
together: string, };
export type Shares = { 
/**
 * What explains most, in a sentence.
 */
conclusion: string, 
/**
 * What the two shares mean.
 */
meaning: string, 
/**
 * The picture in words.
 */
description: string, 
/**
 * Whether there is variance to take apart.
 */
told: boolean, 
/**
 * The factors, the largest share first.
 */
rows: Array<ShareRow>, };
export type Sensitive = { 
/**
 * What matters most, in a sentence.
 */
conclusion: string, 
/**
 * The tornado in words.
 */
description: string, 
/**
 * The tornado, the largest effect first.
 */
rows: Array<MovedRow>, 
/**
 * Sobol's indices; none as long as there are none.
 */
sobol: Shares | null, };
