using System.Collections;
using Tombolo.Host;
using Tombolo.Host.Settings;

namespace Tombolo.Cli.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Settings_FromThreeSources_TheLaterWins()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tombolo.json", """{ "domain": "chat.example", "port": 1111, "xmppPort": 5223 }""");

        var outcome = SettingsReader.Read(file, Variables(("TOMBOLO_PORT", "2222"), ("TOMBOLO_XMPP_PORT", "5333")), new Dictionary<string, string> { ["port"] = "3333" });

        Assert.Empty(outcome.Errors);
        Assert.Equal(("chat.example", 3333, 5333), (outcome.Settings.Domain, outcome.Settings.Port, outcome.Settings.XmppPort));
    }

    [Fact]
    public void Settings_NothingSaid_FollowThePort()
    {
        var settings = Read(("port", "9000")).Settings;

        Assert.Equal((9002, "http://localhost:9000", "localhost", false), (settings.XmppPort, settings.PublicUrl, settings.Domain, settings.Development));
    }

    [Theory]
    [InlineData("port", "abc", "--port")]
    [InlineData("port", "65534", "--port")]
    [InlineData("domain", "Chat.Example", "--domain")]
    [InlineData("xmppPort", "0", "--xmpp-port")]
    [InlineData("listenPlain", "0.0.0.0:5222", "--listen-plain")]
    [InlineData("listenPlain", "192.0.2.1:5222", "--listen-plain")]
    [InlineData("listenPlain", "127.0.0.1", "--listen-plain")]
    [InlineData("startTlsPort", "0", "--start-tls-port")]
    [InlineData("reconnectTo", "node1.chat.example", "--reconnect-to")]
    [InlineData("reconnectTo", "2001:db8::1:5223", "--reconnect-to")]
    [InlineData("reconnectTo", "[node1]:5223", "--reconnect-to")]
    [InlineData("reconnectToStartTls", "node1.chat.example:0", "--reconnect-to-start-tls")]
    [InlineData("plainChat", "perhaps", "--plain-chat")]
    [InlineData("database", "oracle", "--database")]
    [InlineData("web", "/there/is/no/such/folder", "--web")]
    [InlineData("publicUrl", "ftp://host.example", "--public-url")]
    [InlineData("securityContact", "security@chat.example", "--security-contact")]
    [InlineData("securityContact", "http://chat.example/report", "--security-contact")]
    [InlineData("securityContact", "mailto:security", "--security-contact")]
    [InlineData("securityContact", "mailto:a@chat.example\nCanonical: https://evil.example", "--security-contact")]
    [InlineData("securityContact", "tel:+34x", "--security-contact")]
    [InlineData("certificate", "/no/such.pem", "--certificate")]
    [InlineData("metrics", "9464", "--metrics")]
    [InlineData("otlpUrl", "localhost:4318", "--otlp-url")]
    [InlineData("traceRatio", "1.5", "--trace-ratio")]
    public void Flag_WithAWrongValue_IsNamed(string key, string value, string shown)
    {
        var error = Assert.Single(Read((key, value)).Errors);

        Assert.Equal((shown, "the command line"), (error.Key, error.Source));
        Assert.Contains(value, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_NobodyKnows_IsNamedWithItsSource()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tombolo.json", """{ "prot": 1, "partners": [ { "id": "wren", "name": "Wren", "issuer": "https://wren.example", "colour": "red" } ] }""");

        var errors = SettingsReader.Read(file, Variables(("TOMBOLO_DOMIAN", "x")), new Dictionary<string, string>()).Errors;

        Assert.Equal([("partners:0:colour", "tombolo.json"), ("prot", "tombolo.json"), ("TOMBOLO_DOMIAN", "the environment")],
            errors.Select(static error => (error.Key, error.Source)).OrderBy(static error => error.Key, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Environment_VariablesOfTests_ArePassedOver()
    {
        Assert.Empty(SettingsReader.Read(null, Variables(("TOMBOLO_TEST_ALL", "1")), new Dictionary<string, string>()).Errors);
    }

    [Fact]
    public void File_ThatIsMissingOrBroken_IsSaid()
    {
        using var folder = new TemporaryFolder();

        var missing = SettingsReader.Read(Path.Combine(folder.Path, "none.json"), Variables(), new Dictionary<string, string>()).Errors;
        var broken = SettingsReader.Read(folder.Write("tombolo.json", "{ port: "), Variables(), new Dictionary<string, string>()).Errors;

        Assert.Equal("--config", Assert.Single(missing).Key);
        Assert.Equal("tombolo.json", Assert.Single(broken).Key);
        Assert.Contains("LineNumber: 0", broken[0].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "partners": "wren" }""", "partners")]
    [InlineData("""{ "partners": { "id": "wren" } }""", "partners:id")]
    [InlineData("""{ "partners": [ "wren" ] }""", "partners:0")]
    public void Partners_ThatAreNoListOfObjects_AreToldWhatIsNeeded(string text, string key)
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Single(SettingsReader.Read(folder.Write("tombolo.json", text), Variables(), new Dictionary<string, string>()).Errors);

        Assert.Equal(key, error.Key);
        Assert.Contains("a list of objects", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Partners_NoneAtAll_MayBeSaid()
    {
        using var folder = new TemporaryFolder();

        Assert.Empty(SettingsReader.Read(folder.Write("tombolo.json", """{ "partners": [] }"""), Variables(), new Dictionary<string, string>()).Errors);
    }

    [Theory]
    [InlineData("smsGatewayToken", "secret-enough", "smsGatewayUrl")]
    [InlineData("metricsToken", "secret-enough-for-all", "metrics")]
    [InlineData("nodeAddress", "10.0.0.1", "nodePort")]
    public void Setting_ThatDoesNothingAlone_IsNamedWithTheOtherOne(string key, string value, string needed)
    {
        var error = Assert.Single(Read((key, value)).Errors);

        Assert.Equal(key, error.Key);
        Assert.EndsWith(needed, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void NodePort_ThatIsAnotherPort_IsRefused()
    {
        var error = Assert.Single(Read(("port", "9000"), ("nodePort", "9000"), ("database", "postgres"), ("databaseConnection", "Host=a;Database=b")).Errors);

        Assert.Contains("port and nodePort cannot both be 9000", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Partners_OverTen_KeepTheirOrderAndTheirKeys()
    {
        var variables = Enumerable.Range(0, 12).SelectMany(static index => new (string, string)[]
        {
            ($"TOMBOLO_PARTNERS__{index}__ID", $"p{index}"), ($"TOMBOLO_PARTNERS__{index}__NAME", $"Partner {index}"), ($"TOMBOLO_PARTNERS__{index}__ISSUER", $"https://p{index}.example/"),
        });

        var outcome = SettingsReader.Read(null, Variables([.. variables]), new Dictionary<string, string>());

        Assert.Empty(outcome.Errors);
        Assert.Equal(Enumerable.Range(0, 12).Select(static index => ($"p{index}", $"https://p{index}.example")), outcome.Settings.Partners.Select(static partner => (partner.Id, partner.AppUrl)));
    }

    [Theory]
    [InlineData("node1.chat.example:5222")]
    [InlineData("192.0.2.7:5222")]
    [InlineData("[2001:db8::1]:5222")]
    public void ReconnectTo_TakesNamesAndAddresses(string text)
    {
        var outcome = Read(("reconnectTo", text), ("reconnectToStartTls", text));

        Assert.Empty(outcome.Errors);
        Assert.Equal((text, text), (outcome.Settings!.ReconnectTo, outcome.Settings.ReconnectToStartTls));
    }

    [Theory]
    [InlineData("http://wren.example", false, "partners:0:issuer")]
    [InlineData("http://localhost:8081", false, "partners:0:issuer")]
    [InlineData("http://localhost:8081", true, null)]
    [InlineData("https://wren.example", false, null)]
    public void Issuer_WithoutTls_IsForDevelopmentOnLoopbackOnly(string issuer, bool development, string? key)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tombolo.json", $$"""{ "development": {{(development ? "true" : "false")}}, "partners": [ { "id": "wren", "name": "Wren", "issuer": "{{issuer}}" } ] }""");

        var errors = SettingsReader.Read(file, Variables(), new Dictionary<string, string>()).Errors;

        Assert.Equal(key is null ? [] : [key], errors.Select(static error => error.Key));
    }

    [Fact]
    public void Development_OnAPublicAddress_IsRefused()
    {
        var errors = Read(("development", "true"), ("publicUrl", "https://chat.example")).Errors;

        Assert.Equal("development", Assert.Single(errors).Key);
    }

    [Theory]
    [InlineData("databaseConnection", "Host=db.example;Database=tombolo;Password=hunter;2", "--database-connection")]
    [InlineData("databaseConnection", "Username=hunter2", "--database-connection")]
    [InlineData("databaseConnection", "hunter2", "--database-connection")]
    [InlineData("smsGatewayToken", "", "--sms-gateway-token")]
    public void Secret_ThatIsWrong_IsNamedAndNotShown(string key, string value, string shown)
    {
        var error = Assert.Single(Read(("database", "postgres"), ("databaseConnection", "Host=a;Database=b"), (key, value)).Errors, error => error.Source == "the command line");

        Assert.Equal(shown, error.Key);
        Assert.DoesNotContain("hunter", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("''", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres", null, "databaseConnection")]
    [InlineData("sqlite", "Host=/run/postgresql;Database=tombolo", "database")]
    [InlineData("postgres", "Host=/run/postgresql;Database=tombolo", null)]
    public void DatabaseConnection_GoesWithPostgres(string database, string? connection, string? key)
    {
        (string, string)[] flags = connection is null ? [("database", database)] : [("database", database), ("databaseConnection", connection)];

        Assert.Equal(key is null ? [] : [key], Read(flags).Errors.Select(static error => error.Key));
    }

    [Fact]
    public void Settings_AsText_HoldNoSecret()
    {
        var settings = Read(("database", "postgres"), ("databaseConnection", "Host=a;Database=b;Password=hunter2"), ("smsGatewayToken", "hunter2")).Settings;

        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:9464", null, null)]
    [InlineData("[::1]:9464", null, null)]
    [InlineData("192.0.2.1:9464", null, "metricsToken")]
    [InlineData("0.0.0.0:9464", null, "metricsToken")]
    [InlineData("0.0.0.0:9464", "sixteen-letters-", null)]
    public void Metrics_BeyondLoopback_NeedAToken(string endpoint, string? token, string? key)
    {
        var errors = token is null ? Read(("metrics", endpoint)).Errors : Read(("metrics", endpoint), ("metricsToken", token)).Errors;

        Assert.Equal(key is null ? [] : [key], errors.Select(static error => error.Key));
    }

    [Theory]
    [InlineData("0.0.0.0", "certificate")]
    [InlineData("192.0.2.1", "certificate")]
    [InlineData("127.0.0.1", null)]
    public void Address_BeyondLoopback_NeedsACertificate(string address, string? key)
    {
        Assert.Equal(key is null ? [] : [key], Read(("address", address)).Errors.Select(static error => error.Key));
    }

    [Theory]
    [InlineData("TOMBOLO_PROT", "TOMBOLO_PORT")]
    [InlineData("TOMBOLO_SMS_GATEWAY_TOCKEN", "TOMBOLO_SMS_GATEWAY_TOKEN")]
    [InlineData("TOMBOLO_PARTNERS__0__ISUER", "TOMBOLO_PARTNERS__0__ISSUER")]
    public void Variable_NearlyRight_IsToldWithItsNeighbour(string name, string near)
    {
        var error = SettingsReader.Read(null, Variables((name, "1")), new Dictionary<string, string>()).Errors[0];

        Assert.Equal((name, true), (error.Key, error.Problem.EndsWith($"did you mean {near}?", StringComparison.Ordinal)));
    }

    [Fact]
    public void Limits_ThatAreSet_ReachTheServer()
    {
        var settings = Read(("registrationsPerHour", "1"), ("mailboxMegabytes", "2"), ("mailboxDays", "3"), ("lookupsPerDay", "4")).Settings;
        var options = new Tombolo.Server.TomboloServerOptions();

        ServerLimits.Apply(settings.Limits, options);

        Assert.Equal((1, 2L << 20, TimeSpan.FromDays(3), 4, 50),
            (options.Abuse.RegistrationsPerAddressAndHour, options.Mailboxes.MaxBytes, options.Mailboxes.Retention, options.Abuse.LookupsPerAccountAndDay, options.Abuse.VerificationsPerAddressAndHour));
    }

    [Fact]
    public void Guide_NamesEveryKey()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operators.md"));

        Assert.Equal([], SettingKeys.Host.Concat(SettingKeys.Partner).Select(static key => key.Name).Where(name => !guide.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    private static SettingsOutcome Read(params (string Key, string Value)[] flags) =>
        SettingsReader.Read(null, Variables(), flags.GroupBy(static flag => flag.Key).ToDictionary(static flag => flag.Key, static flag => flag.Last().Value));

    private static Hashtable Variables(params (string Name, string Value)[] variables)
    {
        var table = new Hashtable { ["PATH"] = "/bin" };
        foreach (var (name, value) in variables)
        {
            table[name] = value;
        }

        return table;
    }
}
