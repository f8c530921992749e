using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using BenchmarkDotNet.Attributes;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Bench;

/// <summary>One stanza in, what the router needs out: our scanner against XmlReader, which checks the same rules, and against a tree.</summary>
[MemoryDiagnoser]
public class ScannerBenchmarks
{
    private readonly StreamScanner _scanner = new(StreamFraming.Tcp, ScannerLimits.Authenticated);
    private readonly XmlReaderSettings _settings = new() { DtdProcessing = DtdProcessing.Prohibit, ConformanceLevel = ConformanceLevel.Fragment };
    private readonly ArrayBufferWriter<byte> _output = new(256 * 1024);
    private readonly Jid _address = Jid.Parse("4f5ad4ce-0b1e-4a0e-9d80-0c5a8d6a2f11@localhost/1");
    private byte[] _bytes = [];

    [Params("Encrypted", "Plain", "Large")]
    public string Stanza { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _bytes = Stanza switch { "Encrypted" => Samples.Encrypted, "Plain" => Samples.Plain, _ => Samples.Large };
        _scanner.Scan(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Samples.Header)));
    }

    [Benchmark(Baseline = true)]
    public int Scan() => _scanner.Scan(new ReadOnlySequence<byte>(_bytes)).Envelope.Children.Length;

    [Benchmark]
    public int ScanAndForward()
    {
        var envelope = _scanner.Scan(new ReadOnlySequence<byte>(_bytes)).Envelope;
        _output.ResetWrittenCount();
        StanzaForwarder.Write(envelope, _output, StreamFraming.Tcp, _address, _address);
        return _output.WrittenCount;
    }

    [Benchmark]
    public bool ScanAndReadAddress() => _scanner.Scan(new ReadOnlySequence<byte>(_bytes)).Envelope.TryGetTo(out _);

    [Benchmark]
    public int SystemXmlReader()
    {
        using var reader = XmlReader.Create(new MemoryStream(_bytes), _settings);
        var nodes = 0;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }

    [Benchmark]
    public int SystemXmlTree()
    {
        using var reader = XmlReader.Create(new MemoryStream(_bytes), _settings);
        reader.MoveToContent();
        return XElement.Load(reader).Elements().Count();
    }
}
