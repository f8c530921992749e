using System.Diagnostics;
using System.Text;
using Tombolo.Server.StandardClients;
using Tombolo.Server.StandardClients.Portable;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;
using Tombolo.Server.Tests.Storage;
using Tombolo.TestHost;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.Tests.StandardClients.Portable;

/// <summary>Accounts that move between servers as XEP-0227, on both engines.</summary>
public sealed class PortableTests(ITestOutputHelper output) : IDisposable
{
    private const string Password = "pencil & \"paper\"";
    private static readonly ScramCredentials Sha1Alone = ScramCredentials.Create(ScramHash.Sha1, Password, "0123456789abcdef"u8, 5000);

    private readonly string _root = Directory.CreateTempSubdirectory("tombolo-portable-").FullName;
    private readonly List<ImportProblem> _problems = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Import_ThenExport_ThenImportElsewhere_IsEqual(DatabaseEngine engine)
    {
        var (first, second) = (await StoreAsync("first", engine), await StoreAsync("second", engine == DatabaseEngine.Sqlite ? DatabaseEngine.Postgres : DatabaseEngine.Sqlite));

        var result = Import(first, Example());
        var exported = Export(first);
        Import(second, exported);

        Assert.Equal(new ImportResult(3, 2, 3, 2, 0), result);
        Assert.Empty(_problems);
        Assert.Equal(exported, Export(second));
        Assert.Contains("a &lt;late&gt; word", exported, StringComparison.Ordinal);
        Assert.Contains("subscription=\"both\"", exported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Import_ASecondTime_ChangesNothing(DatabaseEngine engine)
    {
        var store = await StoreAsync("store", engine);
        Import(store, Example());
        var before = StoreContents.Read(store);

        var again = Import(store, Example());

        Assert.Equal(new ImportResult(0, 0, 0, 0, 3), again);
        Assert.Equal(before, StoreContents.Read(store));
    }

    [Fact]
    public async Task Import_OnlyTried_KeepsNothing()
    {
        var store = await StoreAsync("store", DatabaseEngine.Sqlite);
        var before = StoreContents.Read(store);

        var result = Import(store, Example(), ImportMode.Try);

        Assert.Equal(3, result.Accounts);
        Assert.Equal(before, StoreContents.Read(store));
    }

    [Fact]
    public async Task Import_OfWhatCannotBeUsed_NamesItsLineAndTakesTheRest()
    {
        var store = await StoreAsync("store", DatabaseEngine.Sqlite);
        var file = $"""
            <server-data xmlns='urn:xmpp:pie:0'>
            <host jid='elsewhere.example'><user name='nobody' password='x'/></host>
            <host jid='localhost'>
            <user name='ada' password='{"x"}'/>
            <user name='not a name' password='secret-of-hers'/>
            <user password='secret-of-hers'/>
            <user name='bea' password='&#xAD;'/>
            <user name='cal'><scram-credentials xmlns='urn:xmpp:pie:0#scram' mechanism='SCRAM-SHA-1'><iter-count>1</iter-count></scram-credentials></user>
            <user name='dan'><vCard xmlns='vcard-temp'/></user>
            <user name='eve'><query xmlns='jabber:iq:roster'><item jid='a@b/c'/><item jid='ada@localhost'/></query></user>
            <user name='fay'><offline-messages><message xmlns='jabber:client' from='a@b' to='fay@localhost'><body>no time</body></message></offline-messages></user>
            </host></server-data>
            """;

        var result = Import(store, file);

        Assert.Equal(6, result.Accounts);
        Assert.Equal([2, 5, 6, 7, 8, 9, 10, 11], _problems.Select(static problem => problem.Line).Order());
        Assert.DoesNotContain(_problems, static problem => problem.Reason.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><server-data xmlns='urn:xmpp:pie:0'/>")]
    [InlineData("<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'><user name='ada' password='x'/>")]
    [InlineData("<accounts/>")]
    [InlineData("")]
    public async Task Import_OfWhatIsNoSuchFile_IsRefused(string file)
    {
        var store = await StoreAsync("store", DatabaseEngine.Sqlite);

        Assert.Throws<InvalidDataException>(() => Import(store, file));
    }

    [Fact]
    public async Task Import_OfAFileThatBreaksOff_KeepsWhatCameBefore()
    {
        var store = await StoreAsync("store", DatabaseEngine.Sqlite);

        Assert.Throws<InvalidDataException>(() => Import(store, "<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'><user name='ada' password='x'/><user name='bea' password='x'/><user"));

        Assert.Equal(1, Import(store, "<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'><user name='ada' password='x'/></host></server-data>").Unchanged);
    }

    [Fact]
    public async Task Import_OfAnEndlessElement_IsRefusedBeforeItFillsTheMemory()
    {
        var store = await StoreAsync("store", DatabaseEngine.Sqlite);
        using var endless = new EndlessStream("<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'><user name='ada'><x>");

        Assert.Throws<InvalidDataException>(() => AccountImport.Run(store, "localhost", endless, ImportMode.Keep, TimeProvider.System, _problems.Add, null, CancellationToken.None));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task ImportedAccounts_LogInWithEveryMechanismTheyHave_AndFindWhatWaited(DatabaseEngine engine)
    {
        var store = await StoreAsync("store", engine);
        Import(store, Example());
        await using var server = await ServerHost.StartAsync(new ServerHostOptions
        {
            DataFolder = store.DataFolder,
            HasRealAccounts = true,
            Configure = options =>
            {
                TestStore.Use(options.Storage, store.DataFolder, engine);
                options.StandardClients.PlainChat = true;
            },
        });

        Assert.Equal("features", await TryAsync(server, "romeo", ScramHash.Sha1));
        Assert.Equal("failure", await TryAsync(server, "romeo", ScramHash.Sha256));
        Assert.Equal("features", await TryAsync(server, "juliet", ScramHash.Sha1));
        Assert.Equal("features", await TryAsync(server, "juliet", ScramHash.Sha256));
        await using var plain = await StandardClient.ConnectAsync(server.PlainPort);
        await plain.OpenAsync();
        Assert.Equal("features", (await plain.AuthenticateAsync("romeo", Password)).Name.LocalName);
        await using var juliet = await StandardClient.LogInAsync(server.PlainPort, "juliet", Password);
        Assert.Equal("a <late> word", await juliet.ExpectBodyAsync());
        Assert.Equal("and another", await juliet.ExpectBodyAsync());
    }

    [Fact]
    public async Task Import_OfManyAccountsWithPasswords_TellsHowLongItTook()
    {
        var count = Environment.GetEnvironmentVariable("TOMBOLO_TEST_ALL") is null ? 500 : 20_000;
        var store = await StoreAsync("store", TestStore.Engine);
        var file = $"<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'>{string.Concat(Enumerable.Range(0, count).Select(static number => $"<user name='user{number}' password='password {number}'/>"))}</host></server-data>";
        var clock = Stopwatch.StartNew();

        var result = Import(store, file);

        output.WriteLine($"{count} accounts with passwords in {clock.Elapsed.TotalSeconds:F1} s");
        Assert.Equal((count, count), (result.Accounts, result.Passwords));
    }

    private static string Example()
    {
        var scram = PortableScram.Write(Sha1Alone);
        return $"""
            <?xml version='1.0'?>
            <server-data xmlns='urn:xmpp:pie:0'>
            <host jid='localhost'>
              <user name='juliet' password='{Password.Replace("&", "&amp;", StringComparison.Ordinal)}'>
                <query xmlns='jabber:iq:roster'>
                  <item jid='romeo@localhost' name='Röméo' subscription='both'><group>Friends</group><group>Montague</group></item>
                  <item jid='nurse@localhost' subscription='from' ask='subscribe'/>
                </query>
                <offline-messages>
                  <message xmlns='jabber:client' from='romeo@localhost/orchard' to='juliet@localhost' type='chat' id='1'><body>a &lt;late&gt; word</body><delay xmlns='urn:xmpp:delay' stamp='2026-11-24T10:00:00.123Z'/></message>
                  <message xmlns='jabber:client' from='romeo@localhost/orchard' to='juliet@localhost' type='chat' id='2'><body>and another</body><delay xmlns='urn:xmpp:delay' from='old.example' stamp='2026-11-24T10:00:01Z'/></message>
                </offline-messages>
              </user>
              <user name='romeo'>{scram}<query xmlns='jabber:iq:roster'><item jid='juliet@localhost' subscription='both'/></query></user>
              <user name='nurse'/>
            </host>
            </server-data>
            """.TrimStart();
    }

    /// <summary>What a login is answered with: <c>features</c> of the new stream, or <c>failure</c>.</summary>
    private static async Task<string> TryAsync(ServerHost server, string name, ScramHash hash)
    {
        await using var client = await StandardClient.ConnectAsync(server.PlainPort);
        await client.OpenAsync();
        return (await client.AuthenticateAsync(new ScramClient(hash, name, Password))).Name.LocalName;
    }

    private static string Export(StorageOptions store)
    {
        using var stream = new MemoryStream();
        AccountExport.Write(store, "localhost", stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private ImportResult Import(StorageOptions store, string file, ImportMode mode = ImportMode.Keep)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return AccountImport.Run(store, "localhost", stream, mode, TimeProvider.System, _problems.Add, null, CancellationToken.None);
    }

    private async Task<StorageOptions> StoreAsync(string name, DatabaseEngine engine)
    {
        var options = new StorageOptions();
        TestStore.Use(options, Path.Combine(_root, name), engine);
        await using var database = (IAsyncDisposable)(engine == DatabaseEngine.Postgres ? PostgresDatabase.Create(options) : SqliteDatabase.Create(options));
        return options;
    }
}
