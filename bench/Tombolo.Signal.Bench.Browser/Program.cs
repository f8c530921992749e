using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Tombolo.Signal.Bench;

// Each job some times; the median is reported to the server that handed out this page.
using HttpClient server = new() { BaseAddress = new Uri(WebAssemblyHostBuilder.CreateDefault(args).HostEnvironment.BaseAddress) };
(string Name, Func<Task<Func<ValueTask>>> Prepare, int Count)[] jobs =
[
    ("setup", OurJobs.SetUpAsync, 15),
    ("oneway", OurJobs.OneWayAsync, 100),
    ("encrypt", EncryptOnlyAsync, 100),
    ("pingpong", OurJobs.PingPongAsync, 60),
    ("group", OurJobs.GroupAsync, 20),
    ("safety", OurJobs.SafetyNumberAsync, 3),
];
foreach ((string name, Func<Task<Func<ValueTask>>> prepare, int count) in jobs)
{
    Func<ValueTask> operation = await prepare();
    List<double> times = [];
    for (int i = 0; i < count; i++)
    {
        long start = Stopwatch.GetTimestamp();
        await operation();
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    times.Sort();
    await ReportAsync(string.Create(CultureInfo.InvariantCulture, $"{name}/{times[times.Count / 2]:F2}/{times[^1]:F1}"));
}

await ReportAsync("done/0/0");

async Task ReportAsync(string result) => (await server.GetAsync(new Uri("result/" + result, UriKind.Relative))).Dispose();

static async Task<Func<ValueTask>> EncryptOnlyAsync()
{
    (Device alice, Device bob) = await OurJobs.EstablishedAsync();
    Tombolo.Signal.SessionCipher cipher = alice.Cipher(bob);
    return async () => _ = (await cipher.EncryptAsync(new byte[100])).Message;
}
