namespace Tombolo.Signal.Spqr;

/// <summary>What a step of the braid brought.</summary>
internal enum BraidOutcome
{
    Nothing,
    NewEpochSecret,
    EpochOutOfRange,
    BadMac,
    BadEncapsulationKey,
}
