namespace Tombolo.Xmpp.Scanning;

/// <summary>How the pass over one element ended.</summary>
internal enum ScanStep
{
    NeedMore,
    Declaration,
    Header,
    Element,
    StreamEnd,
    Failed,
}
