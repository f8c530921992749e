namespace Tombolo.Fuzzing;

/// <summary>
/// What is done with one input. Expected refusals are handled inside; every exception that escapes is a finding.
/// </summary>
public delegate void FuzzBody(ReadOnlySpan<byte> input);
