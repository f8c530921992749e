using System.Globalization;
using Tombolo.TestHost;

// Usage: Tombolo.TestHost DATA_FOLDER [SWITCH ...]. Prints "Ready HTTP_PORT TLS_PORT PLAIN_PORT" and runs until its standard input ends or it is killed.
// For each line of input it prints "Heap BYTES".
//   early                 reports writes as done before they are committed: what tests of faults exist to find
//   postgres=CONNECTION   keeps its data in that database instead of a SQLite file in the folder
//   own-postgres          the same in a PostgreSQL of its own
//   node=PORT             is a node of the cluster that shares that database, and listens there for the other nodes
//   standard              real accounts, and plain chat between those with app passwords
//   unlimited             what holds floods is off: what tests of floods exist to find
const string Postgres = "postgres=";
const string Node = "node=";
await using var host = await ServerHost.StartAsync(new ServerHostOptions
{
    DataFolder = args[0],
    AcknowledgesEarly = args.Contains("early"),
    PostgresConnection = args.Contains("own-postgres") ? PostgresServer.Shared.CreateDatabase() : ValueOf(Postgres),
    HasRealAccounts = args.Contains("standard"),
    Configure = options =>
    {
        options.Node.Port = int.Parse(ValueOf(Node) ?? "0", CultureInfo.InvariantCulture);
        options.StandardClients.PlainChat = args.Contains("standard");
        if (args.Contains("unlimited"))
        {
            Unlimited.Apply(options);
        }
    },
});
Console.WriteLine($"Ready {host.HttpPort} {host.TlsPort} {host.PlainPort}");
while (await Console.In.ReadLineAsync() is not null)
{
    // What is held, without what only waits to be collected.
    Console.WriteLine($"Heap {GC.GetTotalMemory(forceFullCollection: true)}");
}

string? ValueOf(string name) => args.FirstOrDefault(argument => argument.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
