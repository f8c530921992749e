namespace Tombolo.Signal.Tests.Messages;

internal static class Golden
{
    public static MessageKeys Keys(ReadOnlySpan<byte> salt) => MessageKeys.Derive(
        Hex.Bytes("c5fb755598b51901b3317dfe1df5fb0001ec81af553550fe0253b8623ca154e8"), salt, new byte[MessageKeys.Size]);
}
