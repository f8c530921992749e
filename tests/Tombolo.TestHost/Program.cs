using Tombolo.TestHost;

// Usage: Tombolo.TestHost DATA_FOLDER [SWITCH ...]. Prints "Ready HTTP_PORT TLS_PORT PLAIN_PORT" and runs until its standard input ends or it is killed.
//   early                 reports writes as done before they are committed: what tests of faults exist to find
//   postgres=CONNECTION   keeps its data in that database instead of a SQLite file in the folder
const string Postgres = "postgres=";
await using var host = await ServerHost.StartAsync(new ServerHostOptions
{
    DataFolder = args[0],
    AcknowledgesEarly = args.Contains("early"),
    PostgresConnection = args.FirstOrDefault(argument => argument.StartsWith(Postgres, StringComparison.Ordinal))?[Postgres.Length..],
});
Console.WriteLine($"Ready {host.HttpPort} {host.TlsPort} {host.PlainPort}");
await Console.In.ReadToEndAsync();
