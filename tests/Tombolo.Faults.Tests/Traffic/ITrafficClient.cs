using System.Xml.Linq;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>One connection of one client, as traffic needs it.</summary>
internal interface ITrafficClient : IAsyncDisposable
{
    /// <summary>Each element is a message of its own (RFC 7395 section 3.3).</summary>
    bool IsWebSocket { get; }

    /// <summary>Logs in, and goes on with the session of a former connection if it may. Null when the host says no.</summary>
    Task<Welcome?> LogInAsync(ITrafficClient? former);

    Task SendAsync(string text);

    Task<XElement> ReadAsync();

    /// <summary>The next element, if it is here already.</summary>
    bool TryRead(out XElement? element);

    /// <summary>Says that all that was read is saved, up to this entry where there are numbers.</summary>
    Task ConfirmAsync(long saved);

    /// <summary>Cuts the connection without a word, as a network does.</summary>
    void Cut();
}
