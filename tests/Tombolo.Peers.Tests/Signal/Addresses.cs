namespace Tombolo.Peers.Tests.Signal;

/// <summary>The people of the tests. The names are service ids, so that new versions bind messages to them.</summary>
internal static class Addresses
{
    internal static ProtocolAddress Ours { get; } = new("9d0652a3-dcc3-4d11-975f-74d61598733f", 1);

    internal static ProtocolAddress Theirs { get; } = new("796abedb-ca4e-4f18-8803-1fde5b921f9f", 2);

    internal static ProtocolAddress Member(int number) => new($"00000000-0000-4000-8000-00000000000{number}", 1);
}
