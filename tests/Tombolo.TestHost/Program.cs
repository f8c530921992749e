using System.Globalization;
using Tombolo.TestHost;

// Usage: Tombolo.TestHost DATA_FOLDER [SWITCH ...]. Prints "Ready HTTP_PORT TLS_PORT PLAIN_PORT" and runs until its standard input ends or it is killed.
// For an empty line of input it prints "Heap BYTES"; "ahead SECONDS" sets its clock so much ahead of the machine's, or behind it, and prints "Clock SECONDS".
//   early                 reports writes as done before they are committed: what tests of faults exist to find
//   unflushed             commits without waiting for the disk, as PostgreSQL does with synchronous_commit = off: the same
//   postgres=CONNECTION   keeps its data in that database instead of a SQLite file in the folder
//   own-postgres          the same in a PostgreSQL of its own
//   node=PORT             is a node of the cluster that shares that database, and listens there for the other nodes
//   standard              real accounts, and plain chat between those with app passwords
//   stall=SECONDS         the time within which a connection has to take what is sent
//   narrow                the kernel holds little of what is sent to a connection, as it does on a line slower than loopback
//   unlimited             what holds floods is off: what tests of floods exist to find
const string Postgres = "postgres=";
const string Node = "node=";
const string Stall = "stall=";
const string Ahead = "ahead ";
var time = new JumpingTime();
await using var host = await ServerHost.StartAsync(new ServerHostOptions
{
    DataFolder = args[0],
    Time = time,
    Store = args.Contains("early") ? store => new EarlyDatabase(store) : args.Contains("unflushed") ? store => new UnflushedDatabase(store) : null,
    PostgresConnection = args.Contains("own-postgres") ? PostgresServer.Shared.CreateDatabase() : ValueOf(Postgres),
    SendBufferBytes = args.Contains("narrow") ? 16_384 : null,
    HasRealAccounts = args.Contains("standard"),
    Configure = options =>
    {
        options.Node.Port = int.Parse(ValueOf(Node) ?? "0", CultureInfo.InvariantCulture);
        options.Streams.StallTime = ValueOf(Stall) is { } seconds ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : options.Streams.StallTime;
        options.StandardClients.PlainChat = args.Contains("standard");
        if (args.Contains("unlimited"))
        {
            Unlimited.Apply(options);
        }
    },
});
Console.WriteLine($"Ready {host.HttpPort} {host.TlsPort} {host.PlainPort}");
while (await Console.In.ReadLineAsync() is { } line)
{
    if (line.StartsWith(Ahead, StringComparison.Ordinal))
    {
        time.Ahead = TimeSpan.FromSeconds(long.Parse(line[Ahead.Length..], CultureInfo.InvariantCulture));
        Console.WriteLine($"Clock {line[Ahead.Length..]}");
        continue;
    }

    // What is held, without what only waits to be collected.
    Console.WriteLine($"Heap {GC.GetTotalMemory(forceFullCollection: true)}");
}

string? ValueOf(string name) => args.FirstOrDefault(argument => argument.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
