using System.Collections.Concurrent;
using System.Xml.Linq;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>Where and how traffic runs, and what the host said in its course besides acknowledgements.</summary>
/// <param name="Port">Where to connect, asked anew for each connection: a server that came back may have moved.</param>
internal sealed record TrafficOptions(Func<int> Port)
{
    /// <summary>Where senders connect, when it is another place.</summary>
    public Func<int> SenderPort { get; init; } = Port;

    /// <summary>Where readers connect, when it is another place.</summary>
    public Func<int> ReaderPort { get; init; } = Port;

    /// <summary>Between standard clients with app passwords, over TCP in the clear, instead of devices of our own.</summary>
    public bool IsStandard { get; init; }

    /// <summary>Makes the accounts of these names, where it takes more than to name them.</summary>
    public Action<IEnumerable<string>> MakeAccounts { get; init; } = _ => { };

    /// <summary>WebSocket in the clear instead of TLS.</summary>
    public bool IsWebSocket { get; init; }

    /// <summary>Resumes the session when the connection broke (XEP-0198 section 5); otherwise logs in anew and repeats.</summary>
    public bool Resumes { get; init; }

    /// <summary>Messages of each conversation; then its sender falls silent by itself.</summary>
    public int Total { get; init; } = int.MaxValue;

    /// <summary>Sender and receiver, each with one of its own.</summary>
    public int Conversations { get; init; } = 8;

    /// <summary>So many readers listen while messages are sent; the others come for them at the end.</summary>
    public int Listening { get; init; } = 4;

    /// <summary>Messages a sender has unanswered at most.</summary>
    public int Window { get; init; } = 200;

    public int Burst { get; init; } = 20;

    /// <summary>Size of the ciphertext, in characters of Base64.</summary>
    public int Characters { get; init; } = 400;

    /// <summary>Codes of the stanza errors that came, and how many of each.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the stream errors that came, and how many of each.</summary>
    public ConcurrentDictionary<string, int> StreamErrors { get; } = new(StringComparer.Ordinal);

    /// <summary>How connections ended, by the type of the exception.</summary>
    public ConcurrentDictionary<string, int> Breaks { get; } = new(StringComparer.Ordinal);

    /// <summary>Logins of clients that had been there before, and how many of each: what became of the session they had.</summary>
    public ConcurrentDictionary<Homecoming, int> Homecomings { get; } = [];

    /// <summary>
    /// Nobody can rule it out: a login is carried out though its connection broke, later than the next one, and that one's session ends for it.
    /// </summary>
    public bool IsHardlyAnybodyForgotten => 10 * Homecomings.GetValueOrDefault(Homecoming.Forgotten) <= Homecomings.Values.Sum();

    public void CameBack(Homecoming homecoming) => Homecomings.AddOrUpdate(homecoming, 1, static (_, count) => count + 1);

    public void Refused(XElement stanza) => Add(Refusals, (string?)stanza.Descendants(XName.Get("error", "urn:tombolo:errors:0")).FirstOrDefault()?.Attribute("code") ?? "no code");

    public void StreamEnded(XElement error) => Add(StreamErrors, error.Elements().First().Name.LocalName);

    public void Broke(Exception exception) => Add(Breaks, exception.GetType().Name);

    private static void Add(ConcurrentDictionary<string, int> counts, string what) => counts.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
