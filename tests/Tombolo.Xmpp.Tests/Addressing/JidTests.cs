using System.Text;
using Tombolo.Xmpp.Addressing;

namespace Tombolo.Xmpp.Tests.Addressing;

public class JidTests
{
    [Theory]
    [InlineData("host", "", "host", "")]
    [InlineData("Alice@HOST.example./Phone", "alice", "host.example", "Phone")]
    [InlineData("a@b/c@d/e", "a", "b", "c@d/e")]
    [InlineData("b/c@d", "", "b", "c@d")]
    [InlineData("ÉRIC@bücher.example", "éric", "bücher.example", "")]
    [InlineData("a@xn--bcher-kva.example", "a", "bücher.example", "")]
    [InlineData("a@[::1]/x", "a", "[::1]", "x")]
    [InlineData("a@b/no\u00A0break", "a", "b", "no break")]
    public void Address_ThatIsRight_BecomesCanonicalParts(string text, string local, string domain, string resource)
    {
        Assert.True(Jid.TryParse(Encoding.UTF8.GetBytes(text), out var jid));
        Assert.Equal((local, domain, resource), (jid.Local.ToString(), jid.Domain.ToString(), jid.Resource.ToString()));
        Assert.Equal(jid, Jid.Parse(jid.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@host")]
    [InlineData("a@")]
    [InlineData("a@b/")]
    [InlineData("a b@c")]
    [InlineData("a'b@c")]
    [InlineData("a@b@c")]
    [InlineData("a@b_c")]
    [InlineData("a@.b")]
    [InlineData("a@b..c")]
    [InlineData("a@-b")]
    [InlineData("a@b/\u0007")]
    [InlineData("\u0430 b@c")]
    [InlineData("a\u2028@c")]
    public void Address_ThatIsWrong_IsRefused(string text) => Assert.False(Jid.TryParse(text.AsSpan(), out _));

    [Fact]
    public void Address_AtItsBounds_IsTakenAndOneMoreIsNot()
    {
        var part = new string('a', Jid.MaxPartBytes);

        Assert.True(Jid.TryParse($"{part}@host/{part}".AsSpan(), out _));
        Assert.False(Jid.TryParse($"{part}a@host".AsSpan(), out _));
        Assert.False(Jid.TryParse($"a@host/{part}a".AsSpan(), out _));
        Assert.False(Jid.TryParse($"a@host/{new string('é', 512)}".AsSpan(), out _));
    }

    [Fact]
    public void Bare_AndFull_CompareByTheirText()
    {
        var full = Jid.Parse("a@b/1");

        Assert.Equal(Jid.Parse("A@B"), full.Bare);
        Assert.True(full.SameBare(Jid.Parse("a@b/2")));
        Assert.False(full.SameBare(Jid.Parse("aa@b/1")));
        Assert.NotEqual(full, full.WithResource("2"));
        Assert.True(default(Jid).IsEmpty);
    }

    [Fact]
    public void InvalidUtf8_IsNoAddress() => Assert.False(Jid.TryParse([(byte)'a', 0xC3, (byte)'@', (byte)'b'], out _));
}
