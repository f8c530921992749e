using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.StartTls;

/// <summary>
/// The three elements of STARTTLS (RFC 6120 section 5.4.2). After <c>proceed</c> both sides speak TLS from the next byte; what the client sent
/// in between came from whoever sits on the wire and must be refused, not carried over.
/// </summary>
public static class StartTlsStep
{
    /// <summary>The namespace of STARTTLS.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.StartTls.Uri;

    /// <summary>The client wants TLS.</summary>
    public static XElement Request() => new(Namespace + "starttls");

    /// <summary>The server begins.</summary>
    public static XElement Proceed() => new(Namespace + "proceed");

    /// <summary>The server cannot; it closes the stream behind this.</summary>
    public static XElement Failure() => new(Namespace + "failure");
}
