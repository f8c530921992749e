namespace Tombolo.Signal.Spqr;

/// <summary>The parts of a <see cref="BraidState"/> that a step needs.</summary>
[Flags]
internal enum BraidParts
{
    None = 0,
    KeySeed = 1,
    Message = 2,
    Header = 4,
    FirstCiphertext = 8,
    Reply = 16,
}
