namespace Tombolo.Interop;

/// <summary>The version of the protocol between host and partners.</summary>
public static class ProtocolVersion
{
    /// <summary>The version this library speaks. Minor versions add; a major version may break.</summary>
    public const string Current = "0.1";

    /// <summary>True when a peer that speaks <paramref name="version"/> can be talked to: the same major version.</summary>
    public static bool IsCompatible(string? version) => version is not null && version.StartsWith("0.", StringComparison.Ordinal) && version.Length <= 16;
}
