using Tombolo.Content.Codec;
using Tombolo.Content.Status;

namespace Tombolo.Content.Tests.Status;

public class StatusReportCodecTests
{
    // The hexadecimal example printed in draft-mahy-mimi-message-status.
    private const string Example =
        "84" + "82" + "5820017ce54837404c3696e0c747b985cb172716d0ed0a3d249ca63ace7d82a096f4" + "02"
        + "82" + "5820015354973c2b65ca937bf1e035ae53a5ab80e947afa43d46920d4202e5cc0b27" + "02"
        + "82" + "5820018d825adf9f6be00dcafc5704c4102f5022e74219d0b603e4ba7622654042af" + "00"
        + "82" + "582001e59db8173939facc2c8a4a0f0ae8d0c7a11a81239626630c9464a8d6717a03" + "03";

    [Fact]
    public void Example_DecodedAndEncoded_GivesTheSameBytes()
    {
        var report = StatusReportCodec.Decode(Convert.FromHexString(Example)).Value;

        Assert.NotNull(report);
        Assert.Equal([MessageStatus.Read, MessageStatus.Read, MessageStatus.Unread, MessageStatus.Expired], report.Entries.Select(entry => entry.Status));
        Assert.Equal(Example, Convert.ToHexStringLower(StatusReportCodec.Encode(report)));
    }

    [Theory]
    [InlineData("82", ContentError.Malformed)]
    [InlineData("818201", ContentError.Malformed)]
    [InlineData("81820102", ContentError.Form)]
    [InlineData("8182410102", ContentError.Form)]
    [InlineData("9F", ContentError.Form)]
    public void Report_OfAnotherForm_IsRefused(string hexadecimal, ContentError expected) =>
        Assert.Equal(expected, StatusReportCodec.Decode(Convert.FromHexString(hexadecimal)).Error);

    [Fact]
    public void Report_WithTooManyLines_IsRefused()
    {
        MessageId.TryRead(new byte[MessageId.Size], out var id);
        var report = new StatusReport([.. Enumerable.Repeat(new StatusEntry(id, MessageStatus.Read), ContentLimits.MaxStatuses + 1)]);

        Assert.Equal(ContentError.TooMany, StatusReportCodec.Decode(StatusReportCodec.Encode(report)).Error);
    }
}
