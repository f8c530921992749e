using System.Xml.Linq;
using Tombolo.Client.Keys;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;
using Tombolo.Interop.Keys;

namespace Tombolo.Client.Tests.Keys;

public class KeyElementsTests
{
    [Fact]
    public void DeviceList_OfTheExample_HasTheStatedDigest()
    {
        var element = Examples.Xml("devices-result.xml").Element(Names.Keys + "devices");

        var devices = KeyElements.ReadDevices(element);

        Assert.NotNull(devices);
        var digest = DeviceListDigest.Of(devices.Select(device => new ListedDevice(device.Id, device.RegistrationId, device.IdentityKey)));
        Assert.Equal(element!.Text("digest"), digest);
    }

    [Fact]
    public void Bundle_OfTheExample_IsReadWithItsOneTimeKey()
    {
        var bundle = Examples.Xml("bundle-result.xml").Element(Names.Keys + "bundle");

        var read = KeyElements.ReadBundle(bundle, new PeerDevice(1, 777, []));

        Assert.NotNull(read);
        Assert.NotNull(read.PreKey);
        Assert.Null(KeyElements.ReadBundle(bundle, new PeerDevice(2, 777, [])));
    }

    [Theory]
    [InlineData("<devices xmlns='urn:tombolo:keys:0'><device id='0' registration='1'><identity>BejwH0tPiu3ytPk92DWIWMK+I+aii8t6sQ+PLUjUqTYt</identity></device></devices>")]
    [InlineData("<devices xmlns='urn:tombolo:keys:0'><device id='128' registration='1'><identity>BejwH0tPiu3ytPk92DWIWMK+I+aii8t6sQ+PLUjUqTYt</identity></device></devices>")]
    [InlineData("<devices xmlns='urn:tombolo:keys:0'><device id='1' registration='-1'><identity>BejwH0tPiu3ytPk92DWIWMK+I+aii8t6sQ+PLUjUqTYt</identity></device></devices>")]
    [InlineData("<devices xmlns='urn:tombolo:keys:0'><device id='1' registration='1'><identity>AAAA</identity></device></devices>")]
    [InlineData("<devices xmlns='urn:tombolo:keys:0'><device id='1' registration='1'/></devices>")]
    [InlineData("<devices xmlns='urn:other'/>")]
    public void DeviceList_OfAnotherForm_IsNone(string xml) => Assert.Null(KeyElements.ReadDevices(XElement.Parse(xml)));

    [Fact]
    public void DeviceList_SameDeviceTwice_IsNone()
    {
        var list = Examples.Xml("devices-result.xml").Element(Names.Keys + "devices")!;
        list.Add(new XElement(list.Elements().Single()));

        Assert.Null(KeyElements.ReadDevices(list));
    }
}
