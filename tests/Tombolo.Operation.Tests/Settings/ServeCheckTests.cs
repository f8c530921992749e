using Tombolo.Cli;
using Tombolo.Operation.Tests.Certificates;

namespace Tombolo.Operation.Tests.Settings;

/// <summary>What an operator types wrong, and what they are told.</summary>
public sealed class ServeCheckTests
{
    [Fact]
    public async Task Check_OfGoodSettings_SaysWhereTheHostWouldListenAndStartsNothing()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestCertificates();
        var (chain, key) = authority.Issue("chat.example", TimeSpan.FromDays(30));
        var file = Settings(folder, chain, key, "\"address\": \"0.0.0.0\", \"startTlsPort\": 5222, \"xmppPort\": 5223, \"listenPlain\": \"127.0.0.1:5224\", \"plainChat\": true");

        await using var serving = ServingProcess.Start("serve", "--config", file, "--check");

        Assert.Equal(ExitCode.Success, await serving.ExitCodeAsync());
        Assert.Contains("XMPP over TLS        0.0.0.0, port 5223", serving.Said, StringComparison.Ordinal);
        Assert.Contains("XMPP without TLS     127.0.0.1:5224", serving.Said, StringComparison.Ordinal);
        Assert.Contains("Plain chat           on", serving.Said, StringComparison.Ordinal);
        Assert.Contains("Database             SQLite", serving.Said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "data")));
    }

    [Theory]
    [InlineData("chat.example", 30, "\"prot\": 1", "prot (tombolo.json): there is no such setting; did you mean port?")]
    [InlineData("chat.example", 30, "\"port\": { \"number\": 1 }", "port:number (tombolo.json): port takes one value")]
    [InlineData("chat.example", 30, "\"port\": \"many\"", "port (tombolo.json): 'many' does not do")]
    [InlineData("chat.example", 30, "\"address\": \"0.0.0.0\", \"development\": true", "stays on loopback")]
    [InlineData("chat.example", 30, "\"mailboxDays\": 0", "mailboxDays (tombolo.json): '0' does not do: a whole number from 1 to 365")]
    [InlineData("chat.example", 30, "\"startTlsPort\": 8080", "port and startTlsPort cannot both be 8080")]
    [InlineData("other.example", 30, "\"port\": 8080", "certificate (the files it names): it is not for chat.example")]
    [InlineData("chat.example", -1, "\"port\": 8080", "certificate (the files it names): it expired")]
    public async Task Check_OfAMistake_NamesTheKeyAndWhatWouldBeRight(string certified, int days, string setting, string said)
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestCertificates();
        var (chain, key) = authority.Issue(certified, TimeSpan.FromDays(days));

        await using var serving = ServingProcess.Start("serve", "--config", Settings(folder, chain, key, setting), "--check");

        Assert.Equal(ExitCode.Usage, await serving.ExitCodeAsync());
        Assert.Contains(said, serving.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAFileThatCannotBeRead_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "tombolo.json");
        File.CreateSymbolicLink(file, "tombolo.json");

        await using var serving = ServingProcess.Start("serve", "--config", file, "--check");

        Assert.Equal(ExitCode.Usage, await serving.ExitCodeAsync());
        Assert.Contains("--config (the command line): ", serving.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", serving.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAKeyOfAnotherCertificate_SaysSo()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestCertificates();
        var (chain, _) = authority.Issue("chat.example", TimeSpan.FromDays(30));
        var (_, key) = authority.Issue("chat.example", TimeSpan.FromDays(30));

        await using var serving = ServingProcess.Start("serve", "--config", Settings(folder, chain, key, "\"port\": 8080"), "--check");

        Assert.Equal(ExitCode.Usage, await serving.ExitCodeAsync());
        Assert.Contains("The key does not belong to the certificate.", serving.Said, StringComparison.Ordinal);
    }

    private static string Settings(TemporaryFolder folder, string chain, string key, string more)
    {
        var (chainFile, keyFile) = (folder.Write("chain.pem", chain), folder.Write("key.pem", key));
        return folder.Write("tombolo.json", $$"""
            { "domain": "chat.example", "publicUrl": "https://chat.example", "data": "{{folder.Path}}/data", "certificate": "{{chainFile}}", "certificateKey": "{{keyFile}}", {{more}} }
            """);
    }
}
