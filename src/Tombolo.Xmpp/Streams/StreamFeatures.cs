using System.Buffers;
using System.Xml.Linq;
using Tombolo.Xmpp.ChannelBinding;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Sasl2;
using Tombolo.Xmpp.StreamLimits;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Streams;

/// <summary>What a server offers after the stream header (RFC 6120 section 4.3.2).</summary>
public sealed record StreamFeatures
{
    private static readonly XNamespace Streams = KnownNamespace.Streams.Uri;
    private static readonly XNamespace Sasl = KnownNamespace.Sasl.Uri;
    private static readonly XNamespace Bind = KnownNamespace.Bind.Uri;
    private static readonly XNamespace Session = KnownNamespace.Session.Uri;
    private static readonly XNamespace Management = KnownNamespace.StreamManagement.Uri;

    /// <summary>Whether TLS can be started, and whether it must be (RFC 6120 section 5).</summary>
    public StartTlsOffer StartTls { get; init; }

    /// <summary>SASL2; null when not offered.</summary>
    public Sasl2Feature? Sasl2 { get; init; }

    /// <summary>Mechanisms of classic SASL (RFC 6120 section 6), strongest first; empty when not offered.</summary>
    public IReadOnlyList<string> Mechanisms { get; init; } = [];

    /// <summary>Channel-binding types (XEP-0440); empty when none can be checked.</summary>
    public IReadOnlyList<string> ChannelBindings { get; init; } = [];

    /// <summary>Whether classic resource binding is offered (RFC 6120 section 7), with the session of old clients marked optional.</summary>
    public bool ClassicBind { get; init; }

    /// <summary>Whether stream management is offered outside SASL2 (XEP-0198).</summary>
    public bool StreamManagement { get; init; }

    /// <summary>Bounds (XEP-0478); null when not said.</summary>
    public StreamLimitsFeature? Limits { get; init; }

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var element = new XElement(Streams + "features");
        if (StartTls != StartTlsOffer.None)
        {
            XNamespace tls = KnownNamespace.StartTls.Uri;
            element.Add(new XElement(tls + "starttls", StartTls == StartTlsOffer.Required ? new XElement(tls + "required") : null));
        }

        element.Add(Sasl2?.ToElement());
        if (Mechanisms.Count > 0)
        {
            element.Add(new XElement(Sasl + "mechanisms", Mechanisms.Select(mechanism => new XElement(Sasl + "mechanism", mechanism))));
        }

        element.Add(ChannelBindings.Count > 0 ? ChannelBindingFeature.ToElement(ChannelBindings) : null);
        if (ClassicBind)
        {
            element.Add(new XElement(Bind + "bind"), new XElement(Session + "session", new XElement(Session + "optional")));
        }

        element.Add(StreamManagement ? new XElement(Management + "sm") : null, Limits?.ToElement());
        return element;
    }

    /// <summary>Writes the element with the prefix <c>stream</c>, which old clients look for.</summary>
    public void Write(IBufferWriter<byte> output, StreamFraming framing)
    {
        var xml = new XmlUtf8Writer(output);
        xml.Start("stream:features"u8);
        if (framing == StreamFraming.WebSocket)
        {
            xml.Attribute("xmlns:stream"u8, KnownNamespace.Streams.Utf8Uri);
        }

        foreach (var feature in ToElement().Elements())
        {
            ElementWriting.Write(ref xml, feature, "");
        }

        xml.End("stream:features"u8);
    }

    /// <summary>Reads the element; null when it is not this one. What is not known here is passed over.</summary>
    public static StreamFeatures? Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (element.Name != Streams + "features")
        {
            return null;
        }

        XNamespace tls = KnownNamespace.StartTls.Uri;
        var start = element.Element(tls + "starttls");
        return new StreamFeatures
        {
            StartTls = start is null ? StartTlsOffer.None : start.Element(tls + "required") is null ? StartTlsOffer.Optional : StartTlsOffer.Required,
            Sasl2 = Sasl2Feature.Read(element.Element(Sasl2Authenticate.Namespace + "authentication")),
            Mechanisms = element.Element(Sasl + "mechanisms")?.Elements(Sasl + "mechanism").Select(name => name.Value.Trim()).ToList() ?? [],
            ChannelBindings = ChannelBindingFeature.Read(element.Element(ChannelBindingFeature.Namespace + "sasl-channel-binding")),
            ClassicBind = element.Element(Bind + "bind") is not null,
            StreamManagement = element.Element(Management + "sm") is not null,
            Limits = StreamLimitsFeature.Read(element.Element(StreamLimitsFeature.Namespace + "limits")),
        };
    }
}
