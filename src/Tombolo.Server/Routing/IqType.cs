namespace Tombolo.Server.Routing;

/// <summary>RFC 6120 section 8.2.3: the two types that ask.</summary>
internal enum IqType
{
    Get,
    Set,
}
