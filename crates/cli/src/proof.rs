//! `apiary fingerprint` and `apiary verify`: the exact numbers of a scenario, hashed.

use crate::commands::Failure;
use crate::threads::in_stretches;
use apiary_core::export;
use apiary_core::fingerprint::{Digest, Fingerprint, covered, digests};
use apiary_core::link::Link;
use apiary_core::scenario::Scenario;

/// Says what a scenario's numbers hash to.
pub(crate) fn fingerprint(link: &Link) -> Result<String, Failure> {
    let scenario = &link.scenario;
    let made = of(scenario)?;
    let (short, full) = (made.short(), made.full());
    let claiming = export::claiming(link, Some(&short)).write();
    Ok(format!(
        "{short}\n\nin full      {full}\nin a link    {claiming}\ncovers       {}\n",
        covered(link)
    ))
}

/// The link with the fingerprint of its scenario's numbers.
pub(crate) fn claiming(link: &Link) -> Result<Link, Failure> {
    Ok(export::claiming(link, Some(&of(&link.scenario)?.short())))
}

/// Says that a scenario's numbers hash to what its link claims.
pub(crate) fn verify(link: &Link) -> Result<String, Failure> {
    let claim = link
        .view
        .fingerprint
        .as_ref()
        .ok_or(Failure::NoFingerprint)?;
    let made = of(&link.scenario)?;
    if !made.fits(claim) {
        return Err(Failure::Differs {
            claimed: claim.write(),
            computed: made.full()[..claim.write().len()].to_owned(),
        });
    }
    let (short, covered) = (made.short(), covered(link));
    Ok(format!("reproduced exactly: {short}, {covered}\n"))
}

fn of(scenario: &Scenario) -> Result<Fingerprint, Failure> {
    let mut all: Vec<Digest> = Vec::new();
    for subset in 0..scenario.subsets()? {
        let stretches = in_stretches(scenario.runs, |stretch, noise| {
            digests(scenario, subset, stretch.start + 1..stretch.end + 1, noise)
        });
        all.extend(stretches.iter().flatten());
    }
    Ok(Fingerprint::of(scenario, all.iter())?)
}
