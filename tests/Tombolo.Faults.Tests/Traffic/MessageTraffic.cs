using Tombolo.Faults.Tests.Ledgers;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>
/// Conversations between devices, and their ledger. <see cref="Flood"/>, break something, mend it, <see cref="SettleAsync"/>, look at the
/// count; and again, as often as you like: the ledger goes on.
/// </summary>
internal sealed class MessageTraffic : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Ledger _ledger = new();
    private readonly TrafficOptions _options;
    private readonly Sender[] _senders;
    private readonly Reader[] _readers;
    private CancellationTokenSource _stop = new();
    private List<Task> _sending = [];
    private List<Task> _reading = [];

    public MessageTraffic(TrafficOptions options)
    {
        _options = options;
        var names = Enumerable.Range(0, 2 * options.Conversations).Select(_ => Guid.NewGuid().ToString()).ToArray();
        options.MakeAccounts(names);
        var (receivers, senders) = (names[..options.Conversations].Select(AddressOf), names[options.Conversations..].Select(AddressOf));
        _senders = [.. receivers.Zip(senders, (receiver, sender) => (receiver, sender)).Select((pair, number) => new Sender(_ledger, number, pair.sender, pair.receiver, options))];
        _readers = [.. receivers.Select((receiver, number) => new Reader(_ledger, number, receiver, options))];
    }

    public IEnumerable<string> Receivers => _readers.Select(reader => reader.Address);

    public int InFlight => _senders.Sum(sender => sender.InFlight);

    public int Acknowledged => _senders.Sum(sender => sender.Acknowledged);

    public int Shown => _readers.Sum(reader => reader.Shown);

    /// <summary>Starts to send, and to read with those who listen.</summary>
    public void Flood()
    {
        _stop = new CancellationTokenSource();
        Array.ForEach(_senders, sender => sender.IsFlooding = true);
        _sending = [.. _senders.Select(sender => sender.RunAsync(_stop.Token))];
        _reading = [.. _readers.Take(_options.Listening).Select(reader => reader.RunAsync(_stop.Token))];
    }

    /// <summary>Waits until so many more are acknowledged and, at that moment, so many are in flight.</summary>
    public Task WaitForLoadAsync(int acknowledged, int inFlight = 1_000)
    {
        var target = Acknowledged + acknowledged;
        return WaitAsync(() => Acknowledged >= target && InFlight >= inFlight, $"{acknowledged} more acknowledged and {inFlight} in flight");
    }

    /// <summary>Waits until so many are acknowledged in all.</summary>
    public Task WaitForAcknowledgedAsync(int count) => WaitAsync(() => Acknowledged >= count, $"{count} acknowledged");

    /// <summary>Waits until so many have been shown in all.</summary>
    public Task WaitForShownAsync(int count) => WaitAsync(() => Shown >= count, $"{count} shown");

    /// <summary>Waits until the host has said no to somebody.</summary>
    public Task WaitForRefusalsAsync() => WaitAsync(() => !_options.Refusals.IsEmpty, "a refusal");

    /// <summary>Waits until so many connections have ended otherwise than their clients wished.</summary>
    public Task WaitForBreaksAsync(int count) => WaitAsync(() => _options.Breaks.Values.Sum() >= count, $"{count} broken connections");

    /// <summary>Waits until senders have been told so often that the host ends the stream for that reason.</summary>
    public Task WaitForStreamErrorsAsync(string name, int count) => WaitAsync(() => _options.StreamErrors.GetValueOrDefault(name) >= count, $"{count} times {name}");

    /// <summary>Everybody reads, whatever else is broken, until all that is acknowledged has been shown.</summary>
    public Task ReadAllAsync()
    {
        StartOtherReaders();
        return WaitAsync(() => Shown >= Acknowledged, "a reader for every message that is acknowledged");
    }

    /// <summary>
    /// Nothing new is sent. Everything that was sent becomes acknowledged, everybody reads until there is nothing more; then the ledger is counted.
    /// </summary>
    public async Task<LedgerCount> SettleAsync()
    {
        Array.ForEach(_senders, sender => sender.IsFlooding = false);
        try
        {
            await Task.WhenAll(_sending).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{InFlight} messages were not acknowledged within {Patience.TotalSeconds} s. {this}");
        }

        StartOtherReaders();
        await ReadToTheEndAsync();
        await StopAsync();
        return _ledger.Count();
    }

    public override string ToString() =>
        $"{Acknowledged} acknowledged, {InFlight} in flight, {Shown} shown; refusals: {string.Join(' ', _options.Refusals)}; stream errors: {string.Join(' ', _options.StreamErrors)}; breaks: {string.Join(' ', _options.Breaks)}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ledger.Dispose();
    }

    private static string AddressOf(string name) => name + "@localhost";

    private void StartOtherReaders() => _reading.AddRange(_readers.Skip(_reading.Count).Select(reader => reader.RunAsync(_stop.Token)).ToArray());

    private async Task ReadToTheEndAsync()
    {
        var (seen, since) = (-1, TimeProvider.System.GetTimestamp());
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Shown < Acknowledged && TimeProvider.System.GetElapsedTime(since) < Silence)
        {
            await pulse.WaitForNextTickAsync();
            if (Shown != seen)
            {
                (seen, since) = (Shown, TimeProvider.System.GetTimestamp());
            }
        }
    }

    private async Task StopAsync()
    {
        Array.ForEach(_senders, sender => sender.IsFlooding = false);
        await _stop.CancelAsync();
        await Task.WhenAll([.. _sending, .. _reading]).WaitAsync(Patience);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        (_sending, _reading) = ([], []);
    }

    private async Task WaitAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Never reached {what}: {this}");
            }

            await pulse.WaitForNextTickAsync();
        }
    }
}
