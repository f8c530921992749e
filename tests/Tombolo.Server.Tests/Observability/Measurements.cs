using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tombolo.Server.Observability;

namespace Tombolo.Server.Tests.Observability;

/// <summary>Everything the instruments of this process tell, from now on.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> _all = [];

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ServerTelemetry.MeterName)
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _all.Add((instrument.Name, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _all.Add((instrument.Name, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _all.Add((instrument.Name, value, tags.ToArray())));
        _listener.Start();
    }

    public ConcurrentBag<Instrument> Instruments { get; } = [];

    public IEnumerable<string> TagValues => _all.SelectMany(static one => one.Tags).Select(static tag => (string)tag.Value!);

    /// <summary>Asks those instruments that only answer.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public double Sum(string instrument, params string[] tags) =>
        _all.Where(one => one.Instrument == instrument && tags.All(tag => one.Tags.Any(own => (string)own.Value! == tag))).Sum(static one => one.Value);

    public void Dispose() => _listener.Dispose();
}
