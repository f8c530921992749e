namespace Tombolo.Faults.Tests.Ledgers;

/// <summary>What a ledger knows of a message; the letter stands in its file.</summary>
internal enum Happening
{
    /// <summary>Written to the socket, for the first time or again.</summary>
    Sent = 'S',

    /// <summary>The host answered for it: from here on it must not be lost.</summary>
    Acknowledged = 'A',

    /// <summary>The host said that it did not take it; the sender may send it again.</summary>
    Refused = 'R',

    /// <summary>Put before the reader's eyes.</summary>
    Shown = 'V',
}
