namespace Tombolo.Signal;

/// <summary>What the caller decides about the sessions that a builder or cipher starts or accepts.</summary>
public sealed record SessionSettings
{
    /// <summary>The settings of current Signal clients.</summary>
    public static SessionSettings Default { get; } = new();

    /// <summary>
    /// The form new sessions take, in either role; default <see cref="SessionMode.V4SpqrRequired"/>. Sessions that exist
    /// keep the form they started with.
    /// </summary>
    public SessionMode Mode { get; init; } = SessionMode.V4SpqrRequired;

    /// <summary>The legacy form, for OMEMO as in XEP-0384 0.3.</summary>
    public static SessionSettings LegacyOmemo { get; } = new() { Mode = SessionMode.V3 };

    /// <summary>Version 3 or 4, the high nibble of the first byte.</summary>
    internal byte Version => Mode == SessionMode.V3 ? (byte)3 : (byte)4;
}
