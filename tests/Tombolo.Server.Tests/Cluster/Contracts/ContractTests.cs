using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;
using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Tests.Cluster.Contracts;

/// <summary>
/// Nodes of two adjacent versions speak with each other. A change of what they say shows here, and is to be made so that both understand it (ADR 20).
/// </summary>
public sealed class ContractTests : IDisposable
{
    /// <summary>Set to write both files anew, after reading ADR 20.</summary>
    private const string WriteVariable = "TOMBOLO_TEST_WRITE_CONTRACTS";

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private static bool IsWriting => Environment.GetEnvironmentVariable(WriteVariable) is not null;

    private static string Folder => Path.Combine(RepositoryFolder(), "src", "Tombolo.Server", "Cluster");

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Contracts_AreThoseOfTheFile()
    {
        var file = Path.Combine(Folder, "contracts.txt");
        var now = GrainContracts.Describe();
        if (IsWriting)
        {
            File.WriteAllText(file, now);
        }

        Assert.True(
            File.ReadAllText(file).ReplaceLineEndings("\n") == now,
            $"What nodes say to each other changed. If nodes of the version before understand it (ADR 20), run this test once with {WriteVariable}=1 and commit {file}.");
    }

    /// <summary>The bytes of the first version are read for ever; new members get their defaults.</summary>
    [Fact]
    public void BytesOfTheFirstVersion_AreUnderstood()
    {
        var file = Path.Combine(Folder, "contracts.v1.txt");
        if (IsWriting && !File.Exists(file))
        {
            File.WriteAllLines(file, Samples().Select(sample => $"{sample.GetType().Name} {Convert.ToHexStringLower(Serializer.SerializeToArray(sample))}"));
        }

        var lines = File.ReadAllLines(file);
        Assert.Equal(Samples().Count(), lines.Length);
        foreach (var (line, sample) in lines.Zip(Samples()))
        {
            var read = Serializer.Deserialize<object>(Convert.FromHexString(line.Split(' ')[1]));

            Assert.Equivalent(sample, read);
        }
    }

    /// <summary>A node of the next version says more than this one knows.</summary>
    [Fact]
    public void MembersOfANewerVersion_AreSkipped()
    {
        foreach (var sample in Samples())
        {
            var read = Serializer.Deserialize<object>(WithMoreMembers(Serializer.SerializeToArray(sample)));

            Assert.Equivalent(sample, read);
        }
    }

    /// <summary>An object ends with one byte that says so; before it there may be any members with greater ids.</summary>
    private byte[] WithMoreMembers(byte[] bytes)
    {
        var more = new ArrayBufferWriter<byte>();
        using var session = _services.GetRequiredService<SerializerSessionPool>().GetSession();
        var writer = Writer.Create(more, session);
        Int64Codec.WriteField(ref writer, 100, long.MaxValue);
        StringCodec.WriteField(ref writer, 1, "what nobody knew");
        writer.Commit();
        return [.. bytes[..^1], .. more.WrittenSpan, bytes[^1]];
    }

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    private static IEnumerable<object> Samples()
    {
        var alice = new DeviceAddress(AccountAddress.Parse("alice@chat.example"), 2);
        var facts = new AccountFacts
        {
            Account = alice.Account,
            Partner = "wren",
            Identifier = new AccountIdentifier("email", "alice@wren.example"),
            Devices = [new DeviceFacts(1, 17, [5, 6, 7])],
            DevicesDigest = "digest",
            EnabledPartners = FrozenSet<string>.Empty,
            Relations = FrozenDictionary<AccountAddress, Relation>.Empty,
            HasAppPassword = true,
        };
        var node = SiloAddress.FromParsableString("10.0.0.1:11111@17");
        var session = Guid.Parse("0193f0aa-0000-7000-8000-000000000001");
        yield return new InboundMessage
        {
            Sender = alice,
            SenderPartner = "wren",
            Digest = new StanzaDigest(42),
            Kind = MessageKind.Encrypted,
            DevicesDigest = "digest",
            Contents = [new DeviceContent(1, Encoding.UTF8.GetBytes("<message/>"))],
            StartsSession = true,
        };
        yield return new DeliveryResult(ErrorCode.DevicesChanged, [1, 2]);
        yield return new SessionLink(session, 1, node, "phone", true);
        yield return new AttachReply(new Attachment(7, facts, 99, node), SessionEnd.Replaced);
        yield return new HostNotice("chat.example", [1], 2);
        yield return new SessionOrder
        {
            Session = session,
            Kind = SessionOrderKind.Offer,
            Entry = new MailboxEntry(100, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), true, [3]),
            After = 99,
        };
        yield return new SessionOrder { Session = session, Kind = SessionOrderKind.FactsChanged, Facts = facts };
        yield return new SessionOrder { Session = session, Kind = SessionOrderKind.End, End = SessionEnd.DeviceRemoved };
        yield return new Decision(Verdict.Refuse, ErrorCode.PolicyQuota);
    }

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tombolo.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository's folder was not found.");
        }

        return folder;
    }
}
