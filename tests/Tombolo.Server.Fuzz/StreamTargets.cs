using System.Buffers;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Fuzzing;
using Tombolo.Server.Transport;
using Tombolo.TestHost.Bare;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Fuzz;

/// <summary>
/// The whole way from bytes to handlers and back: the real connection, login, routers and handlers over a store in memory. Whatever comes in, the
/// host says only what can be read, ends with a known error or none, and never with a fault of its own.
/// </summary>
internal static class StreamTargets
{
    private static readonly Lazy<BareHost> Host = new(Start);

    internal static IEnumerable<FuzzTarget> All =>
    [
        new("login-standard", input => Run(input, ""), () => StreamSamples.StandardLogins) { Words = XmlWords.All, Prepare = Prepare },
        new("login-device", input => Run(input, ""), () => StreamSamples.DeviceLogins) { Words = XmlWords.All, Prepare = Prepare },
        new("stanzas-standard", input => Run(input, BareLogin.Header + BareLogin.Plain(StreamSamples.Name, StreamSamples.Password) + BareLogin.Header + BareLogin.Bind("r")),
            () => StreamSamples.Stanzas.Select(StreamSamples.Bytes)) { Words = XmlWords.All, Prepare = Prepare },
        new("stanzas-device", input => Run(input, BareLogin.Header + BareLogin.Device(StreamSamples.Name + "@localhost/1", isManaged: input.Length % 2 == 0)),
            () => StreamSamples.Stanzas.Select(StreamSamples.Bytes)) { Words = XmlWords.All, Prepare = Prepare },
    ];

    private static BareHost Start()
    {
        // The clock stands still: nothing is shed for being slow, and sleeping sessions are few.
        var host = new BareHost(new FakeTimeProvider(), options => options.Streams.MaxHibernatedSessions = 16);
        host.AddPasswordAsync(StreamSamples.Name, StreamSamples.Password).GetAwaiter().GetResult();
        return host;
    }

    private static void Prepare() => Run("<stream:stream"u8, "");

    private static void Run(ReadOnlySpan<byte> input, string before) => RunAsync([.. StreamSamples.Bytes(before), .. input]).GetAwaiter().GetResult();

    private static async Task RunAsync(byte[] input)
    {
        var host = Host.Value;
        await using var peer = host.Connect(PasswordAccess.Allowed);
        var heard = peer.HearAllBytesAsync();
        await peer.SendAsync(input);
        peer.HangUp();
        var output = await heard;
        await peer.Ended;
        Expect.That(host.Faults.Count == 0, "the host finds no fault with itself: " + host.Faults.FirstOrDefault());
        Read(output);
    }

    /// <summary>Every byte the host sends is read as a client would.</summary>
    private static void Read(byte[] output)
    {
        StreamScanner scanner = new(StreamFraming.Tcp, new ScannerLimits { MaxElementBytes = 4 << 20 });
        int start = 0;
        while (true)
        {
            ScanResult result = scanner.Scan(new ReadOnlySequence<byte>(output, start, output.Length - start));
            Expect.That(result.Status != ScanStatus.Failed, $"what the host says can be read ({result.Failure.Rule} at {result.Failure.Offset})");
            start += (int)result.Consumed;
            if (result.Status is ScanStatus.NeedMore or ScanStatus.StreamClose)
            {
                Expect.That(start == output.Length, "and it says nothing half");
                return;
            }

            if (result.Status == ScanStatus.Element)
            {
                Judge(result);
                Restart(scanner, output.AsSpan(start));
            }
        }
    }

    /// <summary>An error the host ends with is a known one, and not its own fault.</summary>
    internal static void Judge(ScanResult result)
    {
        var element = result.Envelope.Detach().ToElement();
        var condition = element.Name.LocalName == "error" ? element.Elements().First().Name.LocalName : "";
        Expect.That(condition != "internal-server-error", "a peer cannot make the host fail");
        Expect.That(condition.Length == 0 || StreamErrorConditions.TryParse(StreamSamples.Bytes(condition), out _), $"{condition} is a known condition");
    }

    /// <summary>Behind the success of a login comes a new stream.</summary>
    private static void Restart(StreamScanner scanner, ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("<stream:stream"u8) || rest.StartsWith("<?xml"u8))
        {
            scanner.Restart();
        }
    }
}
