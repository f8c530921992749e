using System.Text.Json;

namespace Tombolo.Signal.Bench;

/// <summary>
/// The same conversation on both libraries, message for message: 60 in ping-pong, 40 one way, 60 in ping-pong, then 200 of
/// which only every fifth arrives. After each message the sender's and the receiver's record are compared.
/// </summary>
internal static class RecordSizes
{
    private const double Bar = 1.2;

    internal static async Task<int> RunAsync()
    {
        using TheirJobs theirs = new("sizes.mjs", "0.103.0");
        Device bob = await Device.CreateAsync("796abedb-ca4e-4f18-8803-1fde5b921f9f");
        Device alice = await Device.CreateAsync("9d0652a3-dcc3-4d11-975f-74d61598733f");
        await alice.StartAsync(bob, await bob.PublishAsync());
        double worst = 0;
        List<(double Ours, double Theirs)> all = [];
        int step = 0;
        foreach ((bool fromAlice, bool arrives) in Schedule())
        {
            (Device from, Device to) = fromAlice ? (alice, bob) : (bob, alice);
            CiphertextMessage message = await from.EncryptAsync(to, new byte[100]);
            if (arrives)
            {
                await to.DecryptAsync(from, message);
            }

            JsonElement answer = await theirs.AskAsync($$"""{"fromAlice":{{(fromAlice ? "true" : "false")}},"arrives":{{(arrives ? "true" : "false")}}}""");
            int ourAlice = (await alice.RecordAsync(bob)).Length, ourBob = (await bob.RecordAsync(alice)).Length;
            int theirAlice = answer.GetProperty("alice").GetInt32(), theirBob = answer.GetProperty("bob").GetInt32();
            all.Add((ourAlice, theirAlice));
            all.Add((ourBob, theirBob));
            worst = Math.Max(worst, Math.Max((double)ourAlice / theirAlice, (double)ourBob / theirBob));
            if (step % 20 == 0)
            {
                Console.WriteLine($"message {step,4}: initiator {ourAlice,6} / {theirAlice,6}   recipient {ourBob,6} / {theirBob,6} bytes (ours / theirs)");
            }

            step++;
        }

        Console.WriteLine($"mean {all.Average(pair => pair.Ours):N0} / {all.Average(pair => pair.Theirs):N0} bytes; "
            + $"worst ratio {worst:F2} (bar {Bar}): {(worst <= Bar ? "met" : "MISSED")}");
        return worst <= Bar ? 0 : 1;
    }

    private static IEnumerable<(bool FromAlice, bool Arrives)> Schedule()
    {
        yield return (true, true);
        for (int i = 0; i < 60; i++)
        {
            yield return (i % 2 == 1, true);
        }

        for (int i = 0; i < 40; i++)
        {
            yield return (true, true);
        }

        for (int i = 0; i < 60; i++)
        {
            yield return (i % 2 == 0, true);
        }

        for (int i = 0; i < 200; i++)
        {
            yield return (false, i % 5 == 4);
        }
    }
}
