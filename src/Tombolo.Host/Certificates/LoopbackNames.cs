using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Host.Certificates;

/// <summary>The names a certificate for this machine carries, and the fence around an authority that may issue only such names.</summary>
internal static class LoopbackNames
{
    private const string NameConstraints = "2.5.29.30";
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    public static X509Extension AlternativeNames(string domain)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        if (domain != "localhost")
        {
            names.AddDnsName(domain);
        }

        names.AddDnsName("*.interop." + domain);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }

    /// <summary>RFC 5280 section 4.2.1.10: only localhost and names below it, 127.0.0.0/8 and ::1.</summary>
    public static X509Extension Constraints()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            Permit(writer, DnsName, "localhost"u8);
            Permit(writer, IpAddress, [127, 0, 0, 0, 255, 0, 0, 0]);
            Permit(writer, IpAddress, [.. IPAddress.IPv6Loopback.GetAddressBytes(), .. Enumerable.Repeat((byte)255, 16)]);
        }

        return new X509Extension(NameConstraints, writer.Encode(), critical: true);
    }

    private static void Permit(AsnWriter writer, Asn1Tag kind, ReadOnlySpan<byte> value)
    {
        using (writer.PushSequence())
        {
            if (kind == DnsName)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, System.Text.Encoding.ASCII.GetString(value), kind);
            }
            else
            {
                writer.WriteOctetString(value, kind);
            }
        }
    }
}
