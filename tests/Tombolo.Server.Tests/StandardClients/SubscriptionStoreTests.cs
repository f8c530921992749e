using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.StandardClients;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.StandardClients.Subscriptions;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;
using Tombolo.TestHost;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Subscriptions;

namespace Tombolo.Server.Tests.StandardClients;

public sealed class SubscriptionStoreTests : IDisposable
{
    private static readonly AccountAddress Alice = AccountAddress.Parse("alice@localhost");
    private static readonly AccountAddress Bob = AccountAddress.Parse("bob@localhost");

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-subscriptions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task BothSides_AfterEveryStepOfALongQuarrel_AreWhatTheRulesSay(DatabaseEngine engine)
    {
        var database = Open(engine);
        await using var closing = (IAsyncDisposable)database;
        await AddAsync(database, Alice);
        await AddAsync(database, Bob);
        var store = new SubscriptionStore(database);
        var (alice, bob) = (default(SubscriptionState), default(SubscriptionState));
        var met = new HashSet<SubscriptionState>();

        // One of the eight things that can be said, mixed but the same in every run.
        for (var (step, mixed) = (0, 2u); step < 300; step++)
        {
            mixed = unchecked((mixed * 1_664_525) + 1_013_904_223);
            var choice = (int)(mixed >> 29);
            var (type, isBob) = ((PresenceType)((int)PresenceType.Subscribe + (choice % 4)), choice >= 4);
            var (sender, receiver) = isBob ? (Bob, Alice) : (Alice, Bob);
            var outcome = await store.ApplyAsync(sender, receiver, PresenceStanza.Create(type, sender.ToString()), CancellationToken.None);

            (alice, bob) = isBob ? Swap(Say(bob, alice, type)) : Say(alice, bob, type);
            Assert.Equal((alice, bob), (await store.ReadAsync(Alice, Bob, CancellationToken.None), await store.ReadAsync(Bob, Alice, CancellationToken.None)));
            Assert.Equal(isBob ? bob : alice, outcome.After);
            Assert.Equal((alice.Outward, alice.Inward), (bob.Inward, bob.Outward));
            met.Add(alice);
        }

        Assert.Equal(9, met.Count);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Request_ToAnAccountWithoutPassword_IsNotKept(DatabaseEngine engine)
    {
        var database = Open(engine);
        await using var closing = (IAsyncDisposable)database;
        await AddAsync(database, Alice);
        var store = new SubscriptionStore(database);

        await store.ApplyAsync(Alice, Bob, PresenceStanza.Create(PresenceType.Subscribe, Alice.ToString()), CancellationToken.None);

        Assert.Equal(Sight.Pending, (await store.ReadAsync(Alice, Bob, CancellationToken.None)).Outward);
        Assert.Empty(await store.ReadRequestsAsync(Bob, CancellationToken.None));
    }

    private static (SubscriptionState Sender, SubscriptionState Receiver) Say(SubscriptionState sender, SubscriptionState receiver, PresenceType type)
    {
        var (next, passes) = sender.Sending(type);
        var reached = passes ? receiver.Receiving(type).Next : receiver;
        return (type == PresenceType.Subscribe && reached.Inward == Sight.Granted ? next.Receiving(PresenceType.Subscribed).Next : next, reached);
    }

    private static (SubscriptionState Alice, SubscriptionState Bob) Swap((SubscriptionState Bob, SubscriptionState Alice) sides) => (sides.Alice, sides.Bob);

    private static Task<bool> AddAsync(IDatabase database, AccountAddress account) => database.WriteAsync(
        connection =>
        {
            var identifier = IdentifierRows.GetOrAdd(connection, ServiceNames.Host, new AccountIdentifier("handle", account.ToString()));
            connection.Execute(
                "INSERT INTO account (address, service, identifier, region, created_at, seen_at) VALUES (@address, '', @identifier, '', 0, 0)",
                new { address = account.ToString(), identifier });
            AppPasswordRows.Set(connection, account.ToString(), AppPasswordVerifiers.Create("password"), 0);
            return true;
        },
        CancellationToken.None);

    private IDatabase Open(DatabaseEngine engine)
    {
        var options = new StorageOptions();
        TestStore.Use(options, _folder, engine);
        return engine == DatabaseEngine.Postgres ? PostgresDatabase.Create(options) : SqliteDatabase.Create(options);
    }
}
