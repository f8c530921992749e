using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

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

    /// <summary>The bytes of the first version are read for ever; new members get their defaults. What later versions add to the samples goes to the end.</summary>
    [Fact]
    public void BytesOfTheFirstVersion_AreUnderstood()
    {
        var file = Path.Combine(Folder, "contracts.v1.txt");
        if (IsWriting && !File.Exists(file))
        {
            File.WriteAllLines(file, ContractSamples.All().Select(sample => $"{sample.GetType().Name} {Convert.ToHexStringLower(Serializer.SerializeToArray(sample))}"));
        }

        var lines = File.ReadAllLines(file);
        Assert.Equal(ContractSamples.All().Count(), lines.Length);
        foreach (var (line, sample) in lines.Zip(ContractSamples.All()))
        {
            var read = Serializer.Deserialize<object>(Convert.FromHexString(line.Split(' ')[1]));

            Assert.Equivalent(sample, read);
        }
    }

    /// <summary>What has no sample may change without a test that notices.</summary>
    [Fact]
    public void Samples_HoldEveryTypeOfTheContracts()
    {
        var missing = GrainContracts.SerialisedTypes.Except(ContractSamples.All().SelectMany(GrainContracts.TypesIn)).Select(type => type.Name);

        Assert.Equal("", string.Join(' ', missing));
    }

    /// <summary>A node of the next version says more than this one knows.</summary>
    [Fact]
    public void MembersOfANewerVersion_AreSkipped()
    {
        foreach (var sample in ContractSamples.All())
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
