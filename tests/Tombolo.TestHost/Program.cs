using Tombolo.TestHost;

// Usage: Tombolo.TestHost DATA_FOLDER [early]. Prints "Ready HTTP_PORT TLS_PORT" and runs until its standard input ends or it is killed.
await using var host = await ServerHost.StartAsync(new ServerHostOptions
{
    DataFolder = args[0],
    AcknowledgesEarly = args.Contains("early"),
});
Console.WriteLine($"Ready {host.HttpPort} {host.TlsPort}");
await Console.In.ReadToEndAsync();
