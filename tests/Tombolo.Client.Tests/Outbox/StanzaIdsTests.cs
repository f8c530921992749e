using Tombolo.Client.Outbox;

namespace Tombolo.Client.Tests.Outbox;

public class StanzaIdsTests
{
    [Theory]
    [InlineData("m-1", "m-1~2")]
    [InlineData("m-1~2", "m-1~3")]
    [InlineData("m-1~x", "m-1~2")]
    public void Repetition_OfAnId_NamesTheOriginal(string id, string expected)
    {
        Assert.Equal(expected, StanzaIds.Repetition(id));
        Assert.Equal("m-1", StanzaIds.Original(expected));
    }
}
