namespace Tombolo.Server.Keys;

/// <summary>The two kinds of prekeys, numbered as in the store.</summary>
internal enum PreKeyKind
{
    Ec = 0,
    Kyber = 1,
}
