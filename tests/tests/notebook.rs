//! What a reader can check by eye: the table printed in the CURRENTS notebook, to its last digit.

use apiary_tests::run::Run;

/// Cell 472, `simulation_result.head(143)`: timestep, then the state variables in their order.
const PRINTED: &str = "\
0,0.000000,0.000000,0,250,250,0.0,0.000000,0
1,-109.284462,0.000000,1,250,250,0.0,0.000000,-109
2,-16.918982,-54.642231,2,250,141,0.0,0.000000,92
3,-72.590280,-42.067815,3,250,233,92.0,0.000000,-56
4,30.299212,-49.698431,4,250,177,92.0,23.000000,103
138,-1231.033840,318.718866,138,2433,1256,3025.0,2564.318841,-57
139,-1111.426123,307.569566,139,2436,1202,3025.0,2567.633094,120
140,-841.336718,297.433883,140,2465,1325,3041.0,2570.900000,270
141,-906.184527,289.357495,141,2468,1624,3214.0,2574.234043,-65";

const COLUMNS: [&str; 8] = [
    "user-balance",
    "avg-user-balance",
    "total-num-transactions",
    "user-credit",
    "user-capacity",
    "send-volume",
    "avg-send-volume",
    "transaction",
];

#[test]
fn run_1_of_currents_is_the_table_printed_in_its_notebook() {
    let run = Run::of("currents/1");
    for line in PRINTED.lines() {
        let mut fields = line.split(',');
        let timestep: usize = fields.next().and_then(|field| field.parse().ok()).unwrap();
        for (column, printed) in COLUMNS.iter().zip(fields) {
            let decimals = printed
                .split_once('.')
                .map_or(0, |(_, digits)| digits.len());
            let found = format!("{:.decimals$}", run.at(column, timestep));
            assert_eq!(found, printed, "{column} at timestep {timestep}");
        }
    }
}
