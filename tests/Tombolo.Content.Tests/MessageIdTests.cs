namespace Tombolo.Content.Tests;

public class MessageIdTests
{
    [Fact]
    public void Id_WrittenAndParsed_IsEqual()
    {
        var id = MessageId.Of("mimi://a/u/1", "mimi://a/r/1", "content"u8, new byte[16]);

        Assert.True(MessageId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
        Assert.Equal(32, id.ToBytes().Length);
    }

    [Fact]
    public void Id_OfAnotherSender_Differs() => Assert.NotEqual(
        MessageId.Of("mimi://a/u/1", "mimi://a/r/1", "content"u8, new byte[16]),
        MessageId.Of("mimi://a/u/2", "mimi://a/r/1", "content"u8, new byte[16]));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void Text_NotAnId_IsRefused(string text) => Assert.False(MessageId.TryParse(text, out _));
}
