using Tombolo.Client.Connection;
using Tombolo.Interop.Enlistment;

namespace Tombolo.Client.Tests.Connection;

public sealed class OtherHostTests
{
    [Theory]
    [InlineData("node2.chat.example:5223", "node2.chat.example", 5223)]
    [InlineData("192.0.2.7:65535", "192.0.2.7", 65535)]
    [InlineData("[2001:db8::1]:9222", "2001:db8::1", 9222)]
    public void Host_WithAPort_IsRead(string text, string host, int port) => Assert.Equal(new XmppEndpoint(host, port), OtherHost.Read(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("node2.chat.example")]
    [InlineData(":5223")]
    [InlineData("node2.chat.example:")]
    [InlineData("node2.chat.example:0")]
    [InlineData("node2.chat.example:70000")]
    [InlineData("2001:db8::1:9222")]
    [InlineData("[node2]:5223")]
    [InlineData("[2001:db8::1]")]
    [InlineData("user@evil.example:5223")]
    [InlineData("a b:5223")]
    public void AnythingElse_IsNotFollowed(string? text) => Assert.Null(OtherHost.Read(text));
}
