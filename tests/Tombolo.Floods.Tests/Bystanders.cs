using System.Diagnostics;
using Tombolo.TestHost;

namespace Tombolo.Floods.Tests;

/// <summary>Two people who talk, one message after the other, whatever happens around them.</summary>
internal sealed class Bystanders(StandardClient ann, StandardClient ben) : IAsyncDisposable
{
    private int _said;

    public static async Task<Bystanders> StartAsync(FloodedServer server)
    {
        var pair = new Bystanders(await server.LogInAsync("ann"), await server.LogInAsync("ben"));
        await pair.TalkAsync(300);
        return pair;
    }

    /// <summary>The time that 99 of 100 messages take at most from pen to eye.</summary>
    public async Task<TimeSpan> TalkAsync(int messages)
    {
        var times = new TimeSpan[messages];
        for (var index = 0; index < messages; index++)
        {
            var text = $"said {_said++}";
            var start = Stopwatch.GetTimestamp();
            await ann.SendMessageAsync("ben@localhost", text, text);
            while (await ben.ExpectBodyAsync() != text)
            {
            }

            times[index] = Stopwatch.GetElapsedTime(start);
        }

        Array.Sort(times);
        return times[messages * 99 / 100];
    }

    public async ValueTask DisposeAsync()
    {
        await ann.DisposeAsync();
        await ben.DisposeAsync();
    }
}
