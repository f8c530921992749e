using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Scanning;

/// <summary>One namespace declaration in scope; positions count in the arena.</summary>
internal struct NamespaceBinding
{
    internal int PrefixStart;
    internal int PrefixLength;
    internal int UriStart;
    internal int UriLength;
    internal KnownNamespace Known;
}
