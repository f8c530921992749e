using Mono.Cecil;
using Tombolo.Architecture.Tests.Solution;

namespace Tombolo.Architecture.Tests.Arrows;

public sealed class ArrowTests
{
    private static readonly string[] FrameworksKeptOut = ["Microsoft.AspNetCore", "Microsoft.Orleans", "Orleans", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting"];
    private static readonly string[] FileTypes = ["File", "FileInfo", "FileStream", "Directory", "DirectoryInfo", "FileSystemInfo", "FileSystemWatcher", "DriveInfo", "RandomAccess"];

    public static TheoryData<string> Product => [.. BuiltProject.Product.Select(static project => project.Name)];

    [Theory]
    [MemberData(nameof(Product))]
    public void Project_ItsReferences_AreAllowed(string name)
    {
        Assert.True(AllowedArrows.Of.TryGetValue(name, out var allowed), $"{name} has no place in the house; give it one in AllowedArrows and docs/architecture.md.");

        Assert.Empty(BuiltProject.Named(name).ProjectReferences.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Product))]
    public void Assembly_WhatItUses_IsAllowed(string name)
    {
        var allowed = AllowedArrows.Of[name];
        using var assembly = BuiltProject.Named(name).Read();

        // Cli and Host pass what their rooms bring along; every other room uses only what it names.
        var reachable = name is "Tombolo.Cli" or "Tombolo.Host" or "Tombolo.Web" or "Tombolo.App"
            ? [.. allowed, .. BuiltProject.Named(name).Closure()]
            : allowed;
        Assert.Empty(OwnReferences(assembly).Except(reachable));
    }

    [Theory]
    [MemberData(nameof(AllowedArrows.Never), MemberType = typeof(AllowedArrows))]
    public void ForbiddenArrow_AlsoOverOthers_DoesNotExist(string from, string to)
    {
        var room = BuiltProject.Named(from);

        Assert.DoesNotContain(to, room.Closure());
        using var assembly = room.Read();
        Assert.DoesNotContain(to, OwnReferences(assembly));
    }

    [Fact]
    public void Host_IsReferencedBy_TheCommandLineOnly()
    {
        var referrers = BuiltProject.Product.Concat(BuiltProject.Samples).Where(static project => project.ProjectReferences.Contains("Tombolo.Host")).Select(static project => project.Name);

        Assert.Equal(["Tombolo.Cli"], referrers);
    }

    [Fact]
    public void Samples_UseOnly_WhatAStrangerCould()
    {
        string[] published = ["Tombolo.Partner", "Tombolo.Interop", "Tombolo.App", "Tombolo.Client", "Tombolo.Signal", "Tombolo.Content", "Tombolo.Xmpp"];

        var references = BuiltProject.Samples.SelectMany(static project => project.ProjectReferences).Where(static name => name.StartsWith("Tombolo.", StringComparison.Ordinal)).Distinct();

        Assert.NotEmpty(references);
        Assert.Empty(references.Except(published));
    }

    [Theory]
    [MemberData(nameof(AllowedArrows.GroundFloor), MemberType = typeof(AllowedArrows))]
    public void GroundFloor_Frameworks_AreNotUsed(string name)
    {
        using var assembly = BuiltProject.Named(name).Read();

        var used = assembly.MainModule.AssemblyReferences.Select(static reference => reference.Name);

        Assert.DoesNotContain(used, static reference => FrameworksKeptOut.Any(framework => reference.StartsWith(framework, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(AllowedArrows.GroundFloor), MemberType = typeof(AllowedArrows))]
    [InlineData("Tombolo.Client")]
    public void BrowserSafeRoom_FileSystem_IsNotTouched(string name)
    {
        using var assembly = BuiltProject.Named(name).Read();

        var used = assembly.MainModule.GetTypeReferences().Where(static type => type.Namespace == "System.IO").Select(static type => type.Name);

        Assert.Empty(used.Intersect(FileTypes));
    }

    private static IEnumerable<string> OwnReferences(AssemblyDefinition assembly) =>
        assembly.MainModule.AssemblyReferences.Select(static reference => reference.Name).Where(static name => name.StartsWith("Tombolo.", StringComparison.Ordinal));
}
