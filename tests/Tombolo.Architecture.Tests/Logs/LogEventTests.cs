using Mono.Cecil;
using Tombolo.Architecture.Tests.Solution;

namespace Tombolo.Architecture.Tests.Logs;

public sealed class LogEventTests
{
    private const string Attribute = "Microsoft.Extensions.Logging.LoggerMessageAttribute";

    [Fact]
    public void LogEvents_OverAllAssemblies_HaveUniqueIds()
    {
        var shared = Events().GroupBy(static one => one.Id).Where(static group => group.Count() > 1)
            .Select(static group => $"{group.Key}: {string.Join(", ", group.Select(static one => one.Method))}");

        Assert.Equal("", string.Join("\n", shared));
    }

    [Fact]
    public void LogEvents_Each_HasAnIdOfItsOwnChoice()
    {
        // Zero and below are what the generator makes up when nobody chose; such ids change with the order of the source.
        Assert.Equal("", string.Join("\n", Events().Where(static one => one.Id <= 0).Select(static one => one.Method)));
    }

    private static List<(int Id, string Method)> Events()
    {
        var events = new List<(int Id, string Method)>();
        foreach (var project in BuiltProject.Product)
        {
            using var assembly = project.Read();
            events.AddRange(
                from type in assembly.MainModule.GetTypes()
                from method in type.Methods
                from attribute in method.CustomAttributes
                where attribute.AttributeType.FullName == Attribute
                select (IdOf(attribute), $"{type.FullName}.{method.Name}"));
        }

        return events;
    }

    private static int IdOf(CustomAttribute attribute)
    {
        var named = attribute.Properties.Where(static property => property.Name == "EventId").Select(static property => (int?)property.Argument.Value).FirstOrDefault();
        return named ?? attribute.ConstructorArguments.Where(static argument => argument.Type.FullName == "System.Int32").Select(static argument => (int)argument.Value).FirstOrDefault(-1);
    }
}
