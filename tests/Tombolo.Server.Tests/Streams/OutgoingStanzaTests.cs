using System.Buffers;
using System.Text;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Streams;

namespace Tombolo.Server.Tests.Streams;

public sealed class OutgoingStanzaTests
{
    [Theory]
    [InlineData(1, "2026-11-26T09:05:07.0000000Z", "2026-11-26T09:05:07.000Z")]
    [InlineData(long.MaxValue, "2026-11-26T23:59:59.9999999Z", "2026-11-26T23:59:59.999Z")]
    [InlineData(12, "2026-11-26T01:00:00.0120000+01:00", "2026-11-26T00:00:00.012Z")]
    public void Entry_SaysItsNumberAndItsTimeInMilliseconds(long seq, string stored, string at)
    {
        var entry = new MailboxEntry(seq, DateTimeOffset.Parse(stored, null), false, "<message>"u8.ToArray());

        Assert.Equal($"<message><entry xmlns='urn:tombolo:mailbox:0' seq='{seq}' at='{at}'/></message>", Written(OutgoingStanza.Entry(entry, StanzaForm.DeviceEntry)));
        Assert.EndsWith($" at='{at}' request='true'/></message>", Written(OutgoingStanza.Entry(entry with { IsRequest = true }, StanzaForm.DeviceEntry)), StringComparison.Ordinal);
    }

    private static string Written(OutgoingStanza stanza)
    {
        var output = new ArrayBufferWriter<byte>();
        OutgoingStanza.Write(output, stanza);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
