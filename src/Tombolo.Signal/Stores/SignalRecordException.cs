namespace Tombolo.Signal;

/// <summary>
/// A stored record cannot be read: damaged, cut short, or written by a later release. A broken store, not a hostile peer:
/// nothing from the network can cause it.
/// </summary>
public sealed class SignalRecordException : Exception
{
    /// <summary>Says which kind of record it was and what is wrong with it.</summary>
    public SignalRecordException(string message)
        : base(message)
    {
    }

    /// <summary>For serialisers and the like.</summary>
    public SignalRecordException()
    {
    }

    /// <summary>For callers who wrap another failure.</summary>
    public SignalRecordException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
