//! What is larger than what, by one sort for all kinds of lists: each kind that is sorted where it stands would
//! bring a sort of its own into the page, six kilobytes of it.

/// The places of keys, the least first; equal ones as they stand, in the total order of IEEE 754.
fn order_of(keys: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|a, b| keys[*a].total_cmp(&keys[*b]));
    order
}

/// Items by a number each has, the least first; those of equal numbers stay as they stand.
pub fn ascending<T: Copy>(items: &mut [T], key: impl Fn(&T) -> f64) {
    let keys: Vec<f64> = items.iter().map(key).collect();
    let old = items.to_vec();
    for (item, place) in items.iter_mut().zip(order_of(&keys)) {
        *item = old[place];
    }
}

/// The same, the largest first.
pub fn descending<T: Copy>(items: &mut [T], key: impl Fn(&T) -> f64) {
    ascending(items, |item| -key(item));
}

/// Numbers, the least first.
pub fn sort(values: &mut [f64]) {
    ascending(values, |value| *value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_equal_numbers_stay_as_they_stand() {
        let mut items = [
            ('a', 2.0),
            ('b', 1.0),
            ('c', 2.0),
            ('d', f64::NAN),
            ('e', -1.0),
        ];
        ascending(&mut items, |item| item.1);
        assert_eq!(items.map(|item| item.0), ['e', 'b', 'a', 'c', 'd']);
        let mut items = [('a', 2.0), ('b', 1.0), ('c', 2.0)];
        descending(&mut items, |item| item.1);
        assert_eq!(items.map(|item| item.0), ['a', 'c', 'b']);
    }
}
